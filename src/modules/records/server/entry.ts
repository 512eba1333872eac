import type { Payload, Reason } from '../contract/payload.ts'
import type { RecordEntry } from '../contract/record.ts'
import { stateOf } from '../rules/states.ts'
import type { EntryRow, Said } from './queries/entries.ts'

const isFacts = (payload: Payload | Reason | null): payload is Payload =>
  payload !== null && 'title' in payload

/** The facts of an outcome as they stand: those of the last correction; null once the law has erased them. */
export function standingFacts(row: EntryRow): Payload | null {
  const last = row.follow_ups?.findLast(step => step.entry === 'correction') ?? row
  return isFacts(last.payload) ? last.payload : null
}

/** The last thing that was said about an outcome: what a corrector has to have seen. */
export const lastStep = (row: EntryRow): string => row.follow_ups?.at(-1)?.id ?? row.id

function stepOf({ id, entry, at, payload }: Said): RecordEntry['trace'][number] {
  return {
    ...{ id, entry, at, by: payload?.recordedBy.name ?? '' },
    reason: payload && (isFacts(payload) ? payload.note : payload.reason),
    said: isFacts(payload)
      ? { title: payload.title, day: payload.day, score: payload.score, credits: payload.credits }
      : null,
  }
}

const ERASED = {
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
}

/** An outcome as a record shows it. `erased` is the title of what the law has taken out. */
export function toEntry(row: EntryRow, erased: { zh: string; en: string }): RecordEntry {
  const followUps = row.follow_ups ?? []
  const facts = standingFacts(row)
  const { recordedBy: _, day: __, ...said } = facts ?? { ...ERASED, title: erased, recordedBy: null, day: '' }
  const { confirming_organisation_id: organisationId, confirming_group_id: groupId } = row
  return {
    ...said,
    ...{ id: row.id, learnerId: row.learner_id, kind: row.kind, visibility: row.visibility },
    day: facts?.day ?? row.held_on,
    state: stateOf(row, followUps),
    disputed: row.disputes?.some(dispute => dispute.state === 'open') ?? false,
    corrected: followUps.some(step => step.entry === 'correction'),
    confirmedBy: {
      organisation: { id: organisationId, name: row.by_organisation },
      group: groupId && row.by_group ? { id: groupId, name: row.by_group } : null,
    },
    recordedBy: row.payload?.recordedBy.name ?? '',
    recordedAt: row.at,
    trace: [row, ...followUps].map(stepOf),
    disputes: row.disputes ?? [],
  }
}
