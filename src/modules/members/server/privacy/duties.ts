import { z } from 'zod'
import { closeTodos } from '#modules/information/server/index.ts'
import { Failure, missing, stale } from '#platform/contract/errors.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { job } from '#platform/server/jobs/job.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'
import type { PersonalDataSource } from '#platform/server/personal-data.ts'
import type * as contract from '../../contract/corrections.ts'
import { decideDuty } from '../../policy.privacy.ts'
import { removeFile } from '../import/stored-files.ts'
import { ownOrganisation } from '../people.ts'
import { signatureOf } from '../signature.ts'
import { fail } from './fail.ts'
import { selectDuties, selectOptionalDuty, takeDuties, updateDuty } from './queries/duties.ts'
import { updateGone } from './queries/exports.ts'

type Sources = readonly PersonalDataSource[]

/** Erases what an entry says, and what every module keeps that hangs on it. */
async function eraseWith(sources: Sources, db: Db, affiliationId: string): Promise<void> {
  for (const source of sources.toReversed()) await source.eraseEntry?.(db, affiliationId)
}

export const listErasureDuties: Handler<typeof contract.listErasureDuties> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  const found = await selectDuties(context.db, organisationId, query)
  context.noteReading(
    organisationId,
    found.rows.map(row => row.affiliationId),
  )
  return found
}

/** An entry whose person is gone: the organisation keeps it until its day and says why, or erases it now. */
export const decideErasureDutyWith =
  (sources: Sources): Handler<typeof contract.decideErasureDuty> =>
  async (context, { params, body }) => {
    const { db } = context
    const duty = (await selectOptionalDuty(db, params.id)) ?? missing()
    context.require(decideDuty, duty)
    if (duty.state === 'erased' || duty.state === 'returned') fail('conflict', 'members.duty_over')
    if (body.keep && !body.reason)
      throw new Failure('invalid', 'input.invalid', undefined, [{ path: 'body.reason', code: 'required' }])
    const state = body.keep ? 'kept' : 'erased'
    const { name } = await signatureOf(context)
    if (!(await updateDuty(db, params.id, body.version, { state, reason: body.reason, by: name })))
      stale(duty.version)
    if (!body.keep) await eraseWith(sources, db, duty.affiliationId)
    await closeTodos(db, { subject: { kind: 'erasure_duty', id: params.id } })
    await context.audit({
      action: body.keep ? 'members.entry_kept' : 'members.entry_erased',
      subject: { kind: 'affiliation', id: duty.affiliationId },
      organisationId: duty.organisationId,
    })
    return undefined
  }

const AT_ONCE = 200

/** Erases entries whose longest day has come, and copies that have lain long enough. */
export const keepPromisesWith = (sources: Sources): AnyJob =>
  job({
    name: 'members.keep_promises',
    payload: z.object({}),
    cron: '23 2 * * *',
    async run(_payload, { services, signal }) {
      let more = true
      while (more && !signal.aborted)
        more = await services.system.transaction().execute(async db => {
          const over = await takeDuties(db, AT_ONCE)
          for (const duty of over) {
            await eraseWith(sources, db, duty.affiliationId)
            await closeTodos(db, { subject: { kind: 'erasure_duty', id: duty.id } })
            const subject = { kind: 'affiliation', id: duty.affiliationId }
            await recordAudit(
              db,
              { action: 'members.entry_erased', subject, organisationId: duty.organisationId },
              { viewer: null, requestId: null },
            )
          }
          return over.length === AT_ONCE
        })
      for (const sha256 of await updateGone(services.system, null)) await removeFile(services, sha256)
    },
  })
