import { z } from 'zod'
import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { signatureOf } from '#modules/members/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/appeals.ts'
import { decideAppeal as decidePermission, ownClaim } from '../policy.ts'
import { DECIDED, givenBy, isAppealable, opinionOf } from '../rules/decision.ts'
import { appealUntil } from './claim-page.ts'
import { saidOf } from './decisions.ts'
import { appealDecideDays } from './parameters.ts'
import { closeAppeal, insertAppeal, selectAppeals, selectOptionalAppeal } from './queries/appeals.ts'
import { insertPostings } from './queries/bank.ts'
import {
  changeClaim,
  selectClaimedOutcomes,
  selectLines,
  selectOptionalClaim,
  settleLines,
} from './queries/claims.ts'
import { askToUse } from './to-use.ts'
import { fail, ownOrganisation } from './values.ts'

const TODO = 'overpass.appeal'

export const appealClaim: Handler<typeof contract.appealClaim> = async (context, { params, body }) => {
  const { db } = context
  const claim = (await selectOptionalClaim(db, params.id)) ?? missing()
  context.require(ownClaim, claim)
  if (claim.appealed) fail('conflict', 'overpass.appealed')
  const groupId = claim.groupId ?? fail('conflict', 'overpass.no_committee')
  const until = await appealUntil(context, claim)
  if (!isAppealable(claim, until, today())) fail('conflict', 'overpass.not_appealable')
  const days = await readParameter(db, appealDecideDays, { groupId })
  const dueOn = daysAfter(today(), days)
  const id = await insertAppeal(db, { claimId: claim.id, groupId, reason: body.reason, dueOn })
  await putTodo(db, {
    ...{ desk: { groupId, role: 'secretariat' }, kind: TODO, path: `/claims/${claim.id}` },
    ...{ subject: { kind: 'appeal', id }, dueOn },
  })
  await context.audit({
    action: 'overpass.appeal_opened',
    subject: { kind: 'claim', id: claim.id },
    organisationId: claim.receivingOrganisationId,
    groupId,
    data: { appeal: id, dueOn },
  })
  return { id, dueOn }
}

const KEY = z.tuple([z.iso.date(), z.uuid()])

export const listAppeals: Handler<typeof contract.listAppeals> = async (context, { query }) => {
  const groupId = context.signedIn().groupId ?? missing()
  const page = { after: readKey(query.after, KEY), limit: query.limit + 1 }
  const found = await selectAppeals(context.db, groupId, page)
  const rows = found.slice(0, query.limit)
  context.noteReading(
    ownOrganisation(context),
    rows.map(row => row.learnerId),
  )
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.dueOn, last.id]) : null }
}

/** What the group's committee decided about an appeal; it can give more than the school did, never less. */
export const decideAppeal: Handler<typeof contract.decideAppeal> = async (context, { params, body }) => {
  const { db } = context
  const appeal = (await selectOptionalAppeal(db, params.id)) ?? missing()
  context.require(decidePermission, appeal)
  if (appeal.state !== 'open') fail('conflict', 'overpass.appeal_closed')
  const claim = (await selectOptionalClaim(db, appeal.claimId)) ?? missing()
  const { name } = await signatureOf(context)
  const end = { state: body.decision, answer: body.answer, name }
  if (!(await closeAppeal(db, appeal.id, body.version, end))) stale(appeal.version)
  if (body.decision === 'changed') {
    const lines = await selectLines(db, claim.id)
    const given = givenBy('reduce', lines, saidOf(body.lines))
    const less = given.some((line, i) => line.recognised < (lines[i]?.recognised ?? 0))
    const more = given.some((line, i) => line.recognised > (lines[i]?.recognised ?? 0))
    if (less || !more)
      fail('unprocessable', 'overpass.appeal_amounts', undefined, [{ path: 'body.lines', code: 'invalid' }])
    const facts = new Map(
      (await selectClaimedOutcomes(db, claim.id)).map(each => [each.outcomeId, each.state]),
    )
    if (given.some(line => line.recognised > 0 && facts.get(line.outcomeId) !== 'confirmed'))
      fail('conflict', 'overpass.outcome_gone')
    await changeClaim(db, claim.id, DECIDED[opinionOf(lines, given)])
    await settleLines(
      db,
      given.map(line => ({ ...line, claimId: claim.id })),
    )
    const { personId, programmeId } = claim
    await insertPostings(
      db,
      { personId, programmeId, claimId: claim.id },
      given.map(({ outcomeId, recognised }, i) => ({
        ...{ from: 'granted', to: 'recognised', outcomeId },
        amount: recognised - (lines[i]?.recognised ?? 0),
      })),
    )
    await askToUse(db, [claim])
  }
  await closeTodos(db, { subject: { kind: 'appeal', id: appeal.id } })
  await context.audit({
    action: `overpass.appeal_${body.decision}`,
    subject: { kind: 'claim', id: claim.id },
    organisationId: claim.receivingOrganisationId,
    groupId: appeal.groupId,
    data: { appeal: appeal.id },
  })
  return undefined
}
