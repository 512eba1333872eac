import type { Context } from '#platform/server/context.ts'
import { type Payload, payload, type Reason, reason } from '../contract/payload.ts'
import type { Sitting } from '../rules/vocabulary.ts'
import { CRYPTO, commit, nextId } from './chain.ts'
import { insertEntries, insertEntry, type NewEntry } from './queries/append.ts'

/** The transaction and the trail of whoever appends: a use case's context, or a job's own. */
export type Appending = Pick<Context, 'db' | 'audit'>
export type Learner = { organisationId: string; learnerId: string }

type Facts = Pick<Payload, 'kind' | 'title' | 'day' | 'recordedBy'> & Partial<Payload>
export type NewOutcome = Facts & {
  learner: Learner
  /** Who vouches for it; the organisation of whoever acts, unless it is a claim. */
  confirmingOrganisationId: string
  /** Set when that organisation's secretariat vouches for its group. */
  confirmingGroupId?: string | null
  /** `claim` when the learner says it and it is still to be confirmed. */
  entry?: 'outcome' | 'claim'
  /** The same key is entered once for a learner; a second attempt fails with `records.result_exists`. */
  resultKey?: string | null
}
/** What names an earlier outcome (its first entry) and says more about it. */
export type FollowUp = {
  learner: Learner
  rootId: string
  confirmingOrganisationId: string
  confirmingGroupId?: string | null
  kind: Payload['kind']
} & (
  | { entry: 'correction'; payload: Payload }
  | {
      entry: 'confirmation' | 'refusal' | 'withdrawal' | 'revocation'
      day: string
      visibility: Payload['visibility']
      reason: Reason
    }
)

/** The key of a term's result: one for each learner, course, term and sitting. */
export const resultKeyOf = (course: string, term: string, sitting: Sitting): string =>
  `${term}|${sitting}|${course}`

const NOTHING = {
  ...{ level: null, prize: null, teamPlace: null, score: null, passed: null, credits: null, hours: null },
  ...{
    course: null,
    term: null,
    sitting: null,
    competencies: [],
    evidence: [],
    certificate: null,
    note: null,
  },
  visibility: 'school' as const,
}

function payloadOf(facts: Facts): Payload {
  const { kind, title, day, recordedBy, ...more } = facts
  return payload.parse({ ...NOTHING, ...more, kind, title, day, recordedBy })
}

function entryOf(outcome: NewOutcome, at: string): NewEntry {
  const { learner, confirmingOrganisationId, entry = 'outcome', resultKey = null, ...rest } = outcome
  const { confirmingGroupId = null, ...facts } = rest
  const said = payloadOf(facts)
  const entered = {
    ...{ ...learner, id: nextId(), at, entry, rootId: null, kind: said.kind, heldOn: said.day },
    ...{ confirmingOrganisationId, confirmingGroupId, courseId: said.course?.id ?? null, resultKey },
    visibility: said.visibility,
    payload: said,
  }
  return { ...entered, ...commit(entered) }
}

/**
 * Appends one outcome to a learner's record, in the caller's transaction and with its audit entry. Whether the viewer
 * may is for the caller's permission to say; row-level security says it again (a viewer vouches for their own
 * organisation, a learner claims for themself).
 * @returns the outcome's id: what corrections, credentials and credit refer to
 * @throws Failure `records.result_exists`, `records.learner_missing`
 */
export async function appendOutcome(tx: Appending, outcome: NewOutcome): Promise<{ id: string }> {
  const entry = entryOf(outcome, new Date().toISOString())
  // Together: the trail does not wait for the chain.
  await Promise.all([insertEntry(tx.db, entry), tx.audit(factOf(entry))])
  return { id: entry.id }
}

const factOf = ({ id, entry, rootId, kind, learnerId, commitment, organisationId, ...rest }: NewEntry) => ({
  action: `records.${entry}`,
  subject: { kind: 'outcome', id: rootId ?? id },
  // The trail of whoever vouches for it: that is who acts, but for a claim.
  organisationId: rest.confirmingOrganisationId,
  data: {
    id,
    kind,
    learnerId,
    learnerOrganisationId: organisationId,
    commitment: commitment.toString('hex'),
  },
})

/** Appends many outcomes of one occasion, with one audit entry that holds a hash over all their commitments. */
export async function appendOutcomes(
  tx: Appending,
  outcomes: readonly NewOutcome[],
  occasion: { subject: { kind: string; id: string }; organisationId: string },
): Promise<string[]> {
  const at = new Date().toISOString()
  const entries = outcomes.map(outcome => entryOf(outcome, at))
  await insertEntries(tx.db, entries)
  await tx.audit({
    action: 'records.outcomes',
    ...occasion,
    data: { count: entries.length, commitments: digestOf(entries) },
  })
  return entries.map(({ id }) => id)
}

const digestOf = (entries: readonly NewEntry[]) =>
  Buffer.from(CRYPTO.hash(...entries.map(({ commitment }) => commitment))).toString('hex')

/**
 * Appends what follows up an outcome: a correction with the facts as they should have been, a revocation, or the
 * answer to a claim. The earlier entry stays as it is.
 * @throws Failure `records.over` when it is no longer in force, `records.not_now` when this cannot follow
 */
export async function appendFollowUp(tx: Appending, followUp: FollowUp): Promise<{ id: string }> {
  const { learner, rootId, confirmingOrganisationId, confirmingGroupId = null, kind } = followUp
  const said =
    followUp.entry === 'correction' ? payload.parse(followUp.payload) : reason.parse(followUp.reason)
  const [heldOn, visibility] =
    followUp.entry === 'correction'
      ? [followUp.payload.day, followUp.payload.visibility]
      : [followUp.day, followUp.visibility]
  const facts = {
    ...{
      ...learner,
      id: nextId(),
      at: new Date().toISOString(),
      entry: followUp.entry,
      rootId,
      kind,
      heldOn,
    },
    ...{ confirmingOrganisationId, confirmingGroupId, visibility, resultKey: null, payload: said },
    courseId: followUp.entry === 'correction' ? (followUp.payload.course?.id ?? null) : null,
  }
  const entry: NewEntry = { ...facts, ...commit(facts) }
  await Promise.all([insertEntry(tx.db, entry), tx.audit(factOf(entry))])
  return { id: entry.id }
}
