import { z } from 'zod'
import { Failure } from '#platform/contract/errors.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Context, Services } from '#platform/server/context.ts'
import { type Handler, on, type Route } from '#platform/server/http/route.ts'
import { job } from '#platform/server/jobs/job.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'
import { type Parameter, readParameter } from '#platform/server/parameters.ts'
import type { PersonalDataSource } from '#platform/server/personal-data.ts'
import * as contract from '../contract/leaving.ts'
import { ACCOUNT_LIMIT } from '../rules/limits.ts'
import { callAuth } from './better-auth.ts'
import { tryCode } from './claims.ts'
import { fail } from './fail.ts'
import { inSystem } from './in-system.ts'
import { freshCode } from './invitations.ts'
import { requirePassword } from './passwords.ts'
import {
  insertErasure,
  replaceMergeCode,
  selectDueErasures,
  selectOptionalByMergeCode,
  selectOptionalErasure,
  selectStandings,
  takeErasure,
  updateErasureUndone,
} from './queries/leaving.ts'
import { selectAccount, selectPerson } from './queries/people.ts'
import { insertUsedFactor } from './queries/sessions.ts'
import { sessionCache } from './session-cache.ts'
import { settle, takeAttempt } from './throttle.ts'

const coolingOff: Parameter = {
  ...{ name: 'privacy.cooling_off_days', unit: 'days', least: 0, most: 365, byGroup: false },
}

async function prove(context: Context, proof: contract.Proof): Promise<void> {
  if (proof.with === 'password') return requirePassword(context, proof.password, 'proof.password')
  const { personId } = context.signedIn()
  const attempt = { scope: 'own factor', key: personId, limit: ACCOUNT_LIMIT }
  await takeAttempt(context.system, attempt)
  const wrong = (): never => {
    throw new Failure('unprocessable', 'accounts.factor_wrong', undefined, [
      { path: 'body.proof.code', code: 'accounts.factor_wrong' },
    ])
  }
  if (!(await selectAccount(context.system, personId))?.secondFactor) wrong()
  if (!(await insertUsedFactor(context.system, personId, proof.code))) wrong()
  await callAuth(context, (api, headers) =>
    api.verifyTOTP({ body: { code: proof.code }, headers, returnHeaders: true }),
  ).catch(wrong)
  await settle(context.system, attempt)
}

const getErasure: Handler<typeof contract.getErasure> = async context => ({
  waiting: (await selectOptionalErasure(context.db, context.signedIn().personId)) ?? null,
  coolingOffDays: await readParameter(context.db, coolingOff),
})

/** The wish is noted and can be taken back until its day; whoever has stolen a session has no password. */
const askErasure: Handler<typeof contract.askErasure> = async (context, { body }) => {
  const { personId } = context.signedIn()
  await prove(context, body.proof)
  const days = await readParameter(context.db, coolingOff)
  const dueAt =
    (await insertErasure(context.db, personId, days)) ?? fail('conflict', 'accounts.erasure_waiting')
  await context.audit({
    action: 'accounts.erasure_asked',
    subject: { kind: 'person', id: personId },
    organisationId: null,
  })
  return { dueAt }
}

const undoErasure: Handler<typeof contract.undoErasure> = async context => {
  const { personId } = context.signedIn()
  if (!(await updateErasureUndone(context.db, personId))) return undefined
  await context.audit({
    action: 'accounts.erasure_undone',
    subject: { kind: 'person', id: personId },
    organisationId: null,
  })
  return undefined
}

const createMergeCode: Handler<typeof contract.createMergeCode> = async (context, { body }) => {
  const { personId } = context.signedIn()
  await requirePassword(context, body.password)
  const { shown, hash } = freshCode(context)
  const expiresAt = await replaceMergeCode(context.system, personId, hash, contract.MERGE_MINUTES)
  await context.audit({
    action: 'accounts.merge_code_made',
    subject: { kind: 'person', id: personId },
    organisationId: null,
  })
  return { code: shown, expiresAt }
}

const checkMerge: Handler<typeof contract.checkMerge> = async (context, { body }) => {
  const { personId } = context.signedIn()
  const from = await tryCode(context, body.code, hash => selectOptionalByMergeCode(context.system, hash))
  if (from === personId) fail('conflict', 'accounts.merge_same')
  const person = await selectPerson(context.system, from)
  return { name: person?.name ?? '', standings: await selectStandings(context.system, from) }
}

/** Both accounts are proven: this one by its password, the other by a code made after signing in to it. */
const mergeWith =
  (sources: readonly PersonalDataSource[]): Handler<typeof contract.mergeAccounts> =>
  async (context, { body }) => {
    const { personId: to } = context.signedIn()
    await requirePassword(context, body.password)
    const { from, joined } = await tryCode(context, body.code, hash =>
      inSystem(context, async (db, audit) => {
        const from = await selectOptionalByMergeCode(db, hash, { use: true })
        if (!from) return undefined
        if (from === to) fail('conflict', 'accounts.merge_same')
        for (const personId of [from, to])
          if (await selectOptionalErasure(db, personId)) fail('conflict', 'accounts.merge_erasure')
        const joined = (await selectStandings(db, from)).length
        for (const source of sources.toReversed()) await source.merge(db, from, to)
        await audit({
          action: 'accounts.merged',
          subject: { kind: 'person', id: to },
          organisationId: null,
          data: { from, entries: joined },
        })
        return { from, joined }
      }),
    )
    for (const personId of [from, to]) sessionCache(context.live).forgetPerson(personId)
    return { joined }
  }

/** Erases one account with everything that hangs on it, in one transaction, unless it was undone meanwhile. */
async function eraseOne(
  services: Services,
  erasureId: string,
  sources: readonly PersonalDataSource[],
): Promise<void> {
  const personId = await services.system.transaction().execute(async db => {
    const personId = await takeErasure(db, erasureId)
    if (!personId) return undefined
    for (const source of sources.toReversed()) await source.erase(db, personId, services)
    await recordAudit(
      db,
      { action: 'accounts.erased', subject: { kind: 'person', id: personId }, organisationId: null },
      { viewer: null, requestId: null },
    )
    return personId
  })
  if (personId) sessionCache(services.live).forgetPerson(personId)
}

/** How an account ends: erased after a time to think again, or taken over by another of the same person. */
export function leavingOf(sources: readonly PersonalDataSource[]): {
  routes: readonly Route[]
  jobs: readonly AnyJob[]
} {
  const eraseDue = job({
    name: 'accounts.erase_due',
    payload: z.object({}),
    cron: '*/10 * * * *',
    async run(_payload, { services, signal }) {
      for (const id of await selectDueErasures(services.system)) {
        if (signal.aborted) return
        await eraseOne(services, id, sources).catch(error =>
          services.log.error({ error: (error as Error).message, erasure: id }, 'an account was not erased'),
        )
      }
    },
  })
  return {
    routes: [
      on(contract.getErasure, getErasure),
      on(contract.askErasure, askErasure),
      on(contract.undoErasure, undoErasure),
      on(contract.createMergeCode, createMergeCode),
      on(contract.checkMerge, checkMerge),
      on(contract.mergeAccounts, mergeWith(sources)),
    ],
    jobs: [eraseDue],
  }
}
