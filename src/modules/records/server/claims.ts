import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/claims.ts'
import { withdrawClaim as withdrawPermission } from '../policy.ts'
import { stateOf } from '../rules/states.ts'
import { appendOutcome } from './append.ts'
import { checkAsked, putClaim } from './asking.ts'
import { standingFacts, toEntry } from './entry.ts'
import { followWith } from './outcomes.ts'
import { selectClaims, selectOptionalEntry } from './queries/entries.ts'
import { selectOptionalLearner } from './queries/learners.ts'
import { erasedTitle } from './record.ts'
import { fail, signatureOf } from './values.ts'

export const listClaims: Handler<typeof contract.listClaims> = async context => ({
  rows: (await selectClaims(context)).map(row => toEntry(row, erasedTitle(context))),
})

/** The entry before stays on the record, taken back or refused, and the new one says the same of the same evidence. */
export const askOther: Handler<typeof contract.askOther> = async (context, { params, body }) => {
  const row = (await selectOptionalEntry(context, params.id)) ?? missing()
  const learner = (await selectOptionalLearner(context.db, row.learner_id)) ?? missing()
  context.require(withdrawPermission, { personId: learner.personId })
  const state = stateOf(row, row.follow_ups ?? [])
  const facts = standingFacts(row)
  if (row.entry !== 'claim' || !facts || (state !== 'pending' && state !== 'refused'))
    return fail('conflict', 'records.not_askable')
  if (body.organisationId === row.confirming_organisation_id) fail('conflict', 'records.asked_already')
  await checkAsked(context, learner.id, body.organisationId, 'body.organisationId')
  if (state === 'pending') await followWith(context, row, 'withdrawal', null)
  const made = await appendOutcome(context, {
    ...facts,
    ...{ entry: 'claim', recordedBy: await signatureOf(context) },
    learner: { organisationId: row.organisation_id, learnerId: row.learner_id },
    confirmingOrganisationId: body.organisationId,
  })
  await putClaim(context, body.organisationId, { id: made.id, title: facts.title.zh })
  return made
}
