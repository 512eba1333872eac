import { closeTodos } from '#modules/information/server/index.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Db } from '#platform/server/database/session.ts'
import {
  asDay,
  asInstant,
  asKey,
  asText,
  type DataField,
  type DataPart,
  type DataReach,
  type DataValue,
  fieldsOf,
  ownPart,
  type PersonalDataSource,
  type Processing,
  partsOf,
} from '#platform/server/personal-data.ts'
import type { Payload } from '../contract/payload.ts'
import { type Appending, appendFollowUp } from './append.ts'
import {
  type DeedData,
  type DeedKind,
  type EntryData,
  eraseClaims,
  eraseEntry,
  eraseFiles,
  eraseNames,
  eraseShares,
  leaveDisputes,
  mergeRecords,
  selectDeeds,
  selectEntryData,
  selectOpenClaims,
} from './queries/personal-data.ts'

const asNames = (name: Bilingual | null | undefined): DataValue | null =>
  name ? { as: 'names', text: name.zh, en: name.en } : null

function asScore(score: Payload['score'] | undefined): DataValue | null {
  if (!score) return null
  if (score.scale === 'percent') return asText(String(score.value))
  if (score.scale === 'points') return asText(`${score.value} / ${score.max}`)
  if (score.scale === 'five') return asKey(`records.grade.${score.grade}`)
  return asKey(`records.grade.${score.passed ? 'passed' : 'failed'}`)
}

const evidenceOf = (evidence: Payload['evidence'] = []) =>
  evidence.map(one => (one.type === 'file' ? one.name : one.type === 'link' ? one.url : one.id)).join(' · ')
const numberOf = (value: number | null | undefined) => (value == null ? null : asText(String(value)))
const keyOf = (kind: string, value: string | null | undefined) =>
  value ? asKey(`records.${kind}.${value}`) : null
const competenciesOf = (aims: Payload['competencies'] = []) =>
  aims.map(({ name, level }) => `${name.zh} ${level}`).join(' · ')

function entryFields({ said, ...row }: EntryData): DataField[] {
  const { certificate, course } = said ?? {}
  return fieldsOf({
    title: asNames(said?.title ?? row.about) ?? asKey('records.erased'),
    entry: asKey(`data.records.entry.${row.entry}`),
    kind: asKey(`records.kind.${row.kind}`),
    ...{ state: keyOf('state', row.state), day: asDay(row.day), term: asText(said?.term ?? null) },
    course: course ? asText([course.code, course.name.zh].filter(Boolean).join(' ')) : null,
    ...{ sitting: keyOf('sitting', said?.sitting), level: keyOf('level', said?.level) },
    ...{ prize: keyOf('prize', said?.prize), team_place: numberOf(said?.teamPlace) },
    score: asScore(said?.score),
    passed: said?.passed == null ? null : asKey(`records.grade.${said.passed ? 'passed' : 'failed'}`),
    ...{ credits: numberOf(said?.credits), hours: numberOf(said?.hours) },
    competencies: asText(competenciesOf(said?.competencies)),
    certificate: certificate
      ? asText([certificate.issuer, certificate.number, certificate.standard].filter(Boolean).join(' '))
      : null,
    ...{ file: asText(evidenceOf(said?.evidence)), text: asText(said?.note ?? null) },
    reason: asText(said?.reason ?? null),
    ...{ confirmed_by: asNames(row.by), recorded_by: asText(said?.recordedBy.name ?? null) },
    visibility: asKey(`records.visibility.${row.visibility}`),
    record_number: asText(row.id),
    since: asInstant(row.at),
  })
}

const named = ({ said: { name } }: DeedData) => asNames(name) ?? asKey('records.erased')

const DEEDS: Record<DeedKind, (deed: DeedData) => DataField[]> = {
  disputes: deed =>
    fieldsOf({
      ...{ title: named(deed), by: asText(deed.said.by ?? null) },
      reason: asText(deed.said.text ?? null),
      state: asKey(`data.records.dispute.${deed.said.state}`),
      answer: asText(deed.said.answer ?? null),
      since: asInstant(deed.at),
    }),
  answers: deed =>
    fieldsOf({ title: named(deed), text: asText(deed.said.text ?? null), since: asInstant(deed.at) }),
  shares: deed =>
    fieldsOf({
      title: named(deed),
      organisation: asNames(deed.said.to),
      state: asKey(`data.records.share.${deed.said.state}`),
      ...{ entries: numberOf(deed.said.times), ends_on: asDay(deed.said.day ?? null) },
      since: asInstant(deed.at),
    }),
  namings: deed =>
    fieldsOf({
      title: named(deed),
      organisation: asNames(deed.said.to),
      state: asKey(`data.records.share.${deed.said.state}`),
      ...{ entries: numberOf(deed.said.times), ends_on: asDay(deed.said.day ?? null) },
      since: asInstant(deed.at),
    }),
  openings: ({ said, ...deed }) =>
    fieldsOf({
      title: named({ said, ...deed }),
      organisation: asNames(said.to),
      reader: asText(said.by ?? null),
      ...{ day: asDay(said.day ?? null), times: numberOf(said.times) },
    }),
  opened: ({ said, ...deed }) =>
    fieldsOf({
      title: named({ said, ...deed }),
      organisation: asNames(said.to),
      ...{ day: asDay(said.day ?? null), times: numberOf(said.times) },
    }),
  transcripts: deed =>
    fieldsOf({ name: named(deed), check_number: asText(deed.said.text ?? null), since: asInstant(deed.at) }),
  evidence: deed => fieldsOf({ file: named(deed), since: asInstant(deed.at) }),
  marks: deed =>
    fieldsOf({
      ...{ title: named(deed), term: asText(deed.said.term ?? null), score: asText(deed.said.text ?? null) },
      ...{ state: asKey(`data.records.sheet.${deed.said.state}`), since: asInstant(deed.at) },
    }),
  entered: deed =>
    fieldsOf({ title: named(deed), term: asText(deed.said.term ?? null), since: asInstant(deed.at) }),
}

/** The record by school, and what somebody contested, showed, printed, brought, entered and answered. */
async function collect({ system, personId, most }: DataReach): Promise<DataPart[]> {
  const parts = partsOf('records.outcomes', await selectEntryData(system, personId, most), entryFields)
  for (const [kind, fields] of Object.entries(DEEDS) as [DeedKind, (deed: DeedData) => DataField[]][])
    parts.push(ownPart(`records.${kind}`, await selectDeeds(system, kind, personId, most), fields))
  return parts
}

/** Claims that nobody has answered are taken back, so that nobody is asked to confirm what is no longer said. */
async function withdrawClaims(db: Db, personId: string): Promise<void> {
  const tx: Appending = { db, audit: fact => recordAudit(db, fact, { viewer: null, requestId: null }) }
  for (const { id, organisationId, learnerId, ...claim } of await selectOpenClaims(db, personId)) {
    const recordedBy = { affiliationId: learnerId, organisationId, name: '—' }
    await appendFollowUp(tx, {
      ...claim,
      ...{ learner: { organisationId, learnerId }, rootId: id, entry: 'withdrawal' },
      reason: { reason: null, recordedBy },
    })
    await closeTodos(db, { subject: { kind: 'outcome', id } })
  }
}

/**
 * Ends what the person showed and claimed. What an organisation stands for is the school's record and stays with the
 * entry, about which the school decides; when that is erased, what was said goes and the chains hold.
 */
async function erase(db: Db, personId: string): Promise<void> {
  await withdrawClaims(db, personId)
  await eraseClaims(db, personId)
  for (const id of await leaveDisputes(db, personId))
    await closeTodos(db, { subject: { kind: 'dispute', id } })
  await eraseShares(db, personId)
  await eraseFiles(db, personId)
  await eraseNames(db, personId)
}

export const recordsPersonalData: PersonalDataSource = {
  collect,
  erase,
  merge: mergeRecords,
  eraseEntry,
}

export const recordsProcessing: readonly Processing[] = [
  {
    key: 'records.outcomes',
    basis: ['legal_duty', 'public_interest'],
    periods: ['kept_student', 'kept_resident'],
  },
  { key: 'records.shares', basis: ['consent'], periods: [] },
]
