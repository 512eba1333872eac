import { closeTodos } from '#modules/information/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/outcomes.ts'
import type { OutcomeFacts } from '../contract/outcomes.ts'
import type { Evidence, Payload } from '../contract/payload.ts'
import {
  readOutcome,
  recordOutcome as recordPermission,
  type VouchFacts,
  vouchFor,
  withdrawClaim as withdrawPermission,
} from '../policy.ts'
import { isPassed } from '../rules/score.ts'
import { mayFollow, stateOf } from '../rules/states.ts'
import type { Entry } from '../rules/vocabulary.ts'
import { appendFollowUp, appendOutcome } from './append.ts'
import { CLAIM_TODO, checkAsked, putClaim } from './asking.ts'
import { lastStep, standingFacts, toEntry } from './entry.ts'
import { passMark } from './parameters.ts'
import { type EntryRow, selectCompetencies, selectOptionalEntry } from './queries/entries.ts'
import { selectOutcomesOf, takeEvidence } from './queries/evidence.ts'
import { selectOptionalLearner } from './queries/learners.ts'
import { erasedTitle, factsOf } from './record.ts'
import { checkDay, fail, signatureOf } from './values.ts'

/** The facts of a form as an entry holds them, with evidence, competencies and whether the score passes. */
export async function saidOf(context: Context, learnerId: string, body: OutcomeFacts) {
  const { files, links, outcomes, competencies, ...facts } = body
  checkDay(body.day)
  const taken = await takeEvidence(context.db, files)
  if (taken.length !== new Set(files).size) fail('unprocessable', 'records.evidence_missing')
  const named = await selectOutcomesOf(context.db, learnerId, outcomes)
  if (named.length !== new Set(outcomes).size) fail('unprocessable', 'records.evidence_missing')
  const known = await selectCompetencies(
    context,
    competencies.map(({ id }) => id),
  )
  const evidence: Evidence[] = [
    ...taken,
    ...links.map(link => ({ type: 'link' as const, ...link })),
    ...named.map(id => ({ type: 'outcome' as const, id })),
  ]
  return {
    ...facts,
    evidence,
    competencies: competencies.map(({ id, level }) => {
      const { name, levels } = known.get(id) ?? fail('unprocessable', 'records.competency_missing')
      if (level > levels) fail('unprocessable', 'records.competency_level', { levels })
      return { id, name, level }
    }),
    passed: body.score
      ? isPassed(body.score, await readParameter(context.db, passMark, { on: body.day }))
      : null,
  }
}

export function checkKind(kind: Payload['kind'], certificate: Payload['certificate']): void {
  if (kind === 'certificate' && !certificate)
    fail('unprocessable', 'records.certificate_number', undefined, [
      { path: 'body.certificate.number', code: 'required' },
    ])
}

export const recordOutcome: Handler<typeof contract.recordOutcome> = async (context, { params, body }) => {
  const learner = (await selectOptionalLearner(context.db, params.id)) ?? missing()
  context.require(recordPermission, { organisationId: learner.organisation.id })
  checkKind(body.kind, body.certificate)
  return appendOutcome(context, {
    ...(await saidOf(context, learner.id, body)),
    ...{ kind: body.kind, visibility: body.visibility },
    learner: { organisationId: learner.organisation.id, learnerId: learner.id },
    confirmingOrganisationId: learner.organisation.id,
    recordedBy: await signatureOf(context),
  })
}

export const claimOutcome: Handler<typeof contract.claimOutcome> = async (context, { body }) => {
  const { affiliationId, organisationId } = context.signedIn()
  const { confirmingOrganisationId, ...facts } = body
  const learner = (affiliationId && (await selectOptionalLearner(context.db, affiliationId))) || missing()
  const asked = confirmingOrganisationId ?? organisationId ?? missing()
  await checkAsked(context, learner.id, asked, 'body.confirmingOrganisationId')
  checkKind(body.kind, body.certificate)
  const recordedBy = await signatureOf(context)
  const made = await appendOutcome(context, {
    ...(await saidOf(context, learner.id, facts)),
    ...{ kind: facts.kind, visibility: facts.visibility, recordedBy, entry: 'claim' },
    learner: { organisationId: learner.organisation.id, learnerId: learner.id },
    confirmingOrganisationId: asked,
  })
  await putClaim(context, asked, { id: made.id, title: facts.title.zh })
  return made
}

export const vouchFactsOf = (row: EntryRow): VouchFacts => ({
  confirmingOrganisationId: row.confirming_organisation_id,
  confirmingGroupId: row.confirming_group_id,
})

export const getOutcome: Handler<typeof contract.getOutcome> = async (context, { params }) => {
  const row = (await selectOptionalEntry(context, params.id)) ?? missing()
  const learner = await selectOptionalLearner(context.db, row.learner_id)
  const facts = learner ? factsOf(learner, context.signedIn().personId) : null
  context.require(readOutcome, { ...vouchFactsOf(row), learner: facts })
  if (learner?.personId !== context.signedIn().personId)
    context.noteReading(row.organisation_id, [row.learner_id])
  return {
    entry: toEntry(row, erasedTitle(context)),
    learner: learner ? { id: learner.id, name: learner.name, organisation: learner.organisation.name } : null,
    last: lastStep(row),
  }
}

/** An outcome that the viewer stands for. */
async function selectVouched(context: Context, id: string): Promise<EntryRow> {
  const row = (await selectOptionalEntry(context, id)) ?? missing()
  context.require(vouchFor, vouchFactsOf(row))
  return row
}

function checkFollows(row: EntryRow, entry: Entry): void {
  const steps = row.follow_ups ?? []
  if (mayFollow(row, steps, entry)) return
  const over = ['revoked', 'refused', 'withdrawn'].includes(stateOf(row, steps))
  fail('conflict', over ? 'records.over' : 'records.not_now')
}

type Word = 'confirmation' | 'refusal' | 'withdrawal' | 'revocation'

export async function followWith(context: Context, row: EntryRow, entry: Word, reason: string | null) {
  checkFollows(row, entry)
  await appendFollowUp(context, {
    learner: { organisationId: row.organisation_id, learnerId: row.learner_id },
    ...{ rootId: row.id, ...vouchFactsOf(row), kind: row.kind, visibility: row.visibility, entry },
    day: row.held_on,
    reason: { reason, recordedBy: await signatureOf(context) },
  })
  await closeTodos(context.db, { subject: { kind: 'outcome', id: row.id }, kinds: [CLAIM_TODO] })
}

export const withdrawClaim: Handler<typeof contract.withdrawClaim> = async (context, { params }) => {
  const row = (await selectOptionalEntry(context, params.id)) ?? missing()
  const learner = (await selectOptionalLearner(context.db, row.learner_id)) ?? missing()
  context.require(withdrawPermission, { personId: learner.personId })
  await followWith(context, row, 'withdrawal', null)
  return undefined
}

export const decideClaim: Handler<typeof contract.decideClaim> = async (context, { params, body }) => {
  const row = await selectVouched(context, params.id)
  if (!body.confirm && !body.reason)
    fail('unprocessable', 'records.reason_missing', undefined, [{ path: 'body.reason', code: 'required' }])
  await followWith(context, row, body.confirm ? 'confirmation' : 'refusal', body.reason)
  return undefined
}

export const correctOutcome: Handler<typeof contract.correctOutcome> = async (context, { params, body }) => {
  const row = await selectVouched(context, params.id)
  checkFollows(row, 'correction')
  const { reason, after, ...facts } = body
  if (after !== lastStep(row)) fail('conflict', 'records.changed_since')
  const standing = standingFacts(row) ?? fail('conflict', 'records.over')
  checkDay(body.day)
  const mark = await readParameter(context.db, passMark, { on: body.day })
  return appendFollowUp(context, {
    learner: { organisationId: row.organisation_id, learnerId: row.learner_id },
    ...{ rootId: row.id, ...vouchFactsOf(row), kind: row.kind, entry: 'correction' },
    // What the form does not touch stays as it was: course, term, evidence, competencies, who may see it.
    payload: {
      ...standing,
      ...facts,
      passed: facts.score ? isPassed(facts.score, mark) : null,
      note: reason,
      recordedBy: await signatureOf(context),
    },
  })
}

export const revokeOutcome: Handler<typeof contract.revokeOutcome> = async (context, { params, body }) => {
  const row = await selectVouched(context, params.id)
  await followWith(context, row, 'revocation', body.reason)
  return undefined
}
