import { sql } from 'kysely'
import { today } from '#platform/contract/days.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { AgreementVersion, VersionInput } from '../../contract/versions.ts'
import type { VersionFacts } from '../../policy.ts'
import { forceOf, statusOf } from '../../rules/status.ts'
import type { Handover, PartyRole, State } from '../../rules/vocabulary.ts'

type Row = {
  id: string
  agreementId: string
  number: number
  state: State
  kind: string
  kindZh: string
  kindEn: string
  roles: PartyRole[]
  byCohort: boolean
  reference: string | null
  titleZh: string
  titleEn: string | null
  fromDate: string
  untilDate: string | null
  fromCohort: number | null
  untilCohort: number | null
  open: boolean
  groupId: string | null
  groupZh: string | null
  groupEn: string | null
  draftedBy: string
  drafterZh: string
  drafterEn: string | null
  basedOn: string | null
  basedOnNumber: number | null
  createdAt: Date
  sentAt: Date | null
  round: number
  textHash: string | null
  signedOn: string | null
  endedOn: string | null
  lastCohort: number | null
  handover: Handover | null
  version: number
  partyIds: string[]
  signerIds: string[]
}

export type StoredVersion = Omit<
  AgreementVersion,
  'parties' | 'clauses' | 'wants' | 'comments' | 'endings'
> & { round: number }

const MOST_VERSIONS = 100

const named = (zh: string, en: string | null): Bilingual => ({ zh, en })

const SELECT = sql`select v.id, v.agreement_id, v.number, v.state, a.kind, k.name_zh as kind_zh,
    k.name_en as kind_en, k.roles, k.by_cohort, v.reference, v.title_zh, v.title_en, v.from_date, v.until_date,
    v.from_cohort, v.until_cohort, v.open, v.group_id, g.name_zh as group_zh, g.name_en as group_en, v.drafted_by,
    o.name_zh as drafter_zh, o.name_en as drafter_en, b.id as based_on, b.number as based_on_number, v.created_at,
    v.sent_at, v.round, v.text_sha256 as text_hash, v.signed_on, v.ended_on, v.last_cohort, v.handover, v.version,
    array(select p.organisation_id from agreements.parties p where p.version_id = v.id) as party_ids,
    array(select p.organisation_id from agreements.parties p where p.version_id = v.id and p.must_sign) as signer_ids
  from agreements.versions v join agreements.agreements a on a.id = v.agreement_id
    join agreements.kinds k on k.code = a.kind join members.organisations o on o.id = v.drafted_by
    left join members.groups g on g.id = v.group_id left join agreements.versions b on b.id = v.based_on`

/** A version without its parts, where row-level security shows it. */
export async function selectOptionalVersion(db: Db, id: string): Promise<StoredVersion | undefined> {
  const { rows } = await sql<Row>`${SELECT} where v.id = ${id}`.execute(db)
  const row = rows[0]
  return row && toVersion(row)
}

/** Versions of an agreement that the viewer may read, the newest first. */
export async function selectVersions(db: Db, agreementId: string): Promise<StoredVersion[]> {
  const { rows } = await sql<Row>`${SELECT} where v.agreement_id = ${agreementId}
    order by v.number desc limit ${MOST_VERSIONS}`.execute(db)
  return rows.map(toVersion)
}

function toVersion(row: Row): StoredVersion {
  const { state, fromDate, untilDate, signedOn, endedOn, handover, open, groupId, draftedBy } = row
  const term = { state, fromDate, untilDate, signedOn, endedOn, handover }
  const facts: VersionFacts = {
    ...{ state, sent: row.round > 0, open, draftedBy, groupId },
    ...{ partyIds: row.partyIds, signerIds: row.signerIds },
  }
  return {
    ...{ id: row.id, agreementId: row.agreementId, number: row.number, round: row.round },
    ...{ state, status: statusOf(term, today()), force: forceOf(term) },
    kind: {
      code: row.kind,
      name: named(row.kindZh, row.kindEn),
      roles: row.roles,
      byCohort: row.byCohort,
    },
    ...{ reference: row.reference, title: named(row.titleZh, row.titleEn), fromDate, untilDate },
    ...{ fromCohort: row.fromCohort, untilCohort: row.untilCohort, open },
    group: groupId && row.groupZh ? { id: groupId, name: named(row.groupZh, row.groupEn) } : null,
    draftedBy: { id: draftedBy, name: named(row.drafterZh, row.drafterEn) },
    basedOn: row.basedOn && row.basedOnNumber ? { id: row.basedOn, number: row.basedOnNumber } : null,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    ...{ textHash: row.textHash, signedOn, endedOn, lastCohort: row.lastCohort, handover },
    ...{ version: row.version, facts: { ...facts, partyIds: row.partyIds, signerIds: row.signerIds } },
  }
}

export async function insertAgreement(db: Db, kind: string, organisationId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into agreements.agreements (kind, organisation_id)
    values (${kind}, ${organisationId}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

type By = { affiliationId: string | null; name: string }
type Outline = Omit<VersionInput, 'parties'>

export async function insertVersion(
  db: Db,
  of: { agreementId: string; draftedBy: string; basedOn: string | null; number: number },
  outline: Outline & { grams: string[] },
  by: By,
): Promise<string> {
  const { title, fromDate, untilDate, fromCohort, untilCohort, open, groupId, reference, grams } = outline
  const { rows } = await sql<{
    id: string
  }>`insert into agreements.versions (agreement_id, number, drafted_by, based_on, title_zh, title_en, reference,
      from_date, until_date, from_cohort, until_cohort, open, group_id, grams, by_affiliation_id, by_name)
    values (${of.agreementId}, ${of.number}, ${of.draftedBy}, ${of.basedOn}, ${title.zh}, ${title.en}, ${reference},
      ${fromDate}, ${untilDate}, ${fromCohort}, ${untilCohort}, ${open}, ${groupId}, ${grams}::text[],
      ${by.affiliationId}, ${by.name}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** The number that the next version of an agreement gets; versions that the viewer does not see count too. */
export async function selectNextNumber(db: Db, agreementId: string): Promise<number> {
  const { rows } = await sql<{
    number: number
  }>`select agreements.next_number(${agreementId}) as number`.execute(db)
  return (rows[0] as { number: number }).number
}

export async function updateVersionRow(
  db: Db,
  id: string,
  version: number,
  outline: Outline & { grams: string[] },
): Promise<number | undefined> {
  const { title, fromDate, untilDate, fromCohort, untilCohort, open, groupId, reference, grams } = outline
  const { rows } = await sql<{
    version: number
  }>`update agreements.versions set title_zh = ${title.zh}, title_en = ${title.en}, reference = ${reference},
      from_date = ${fromDate}, until_date = ${untilDate}, from_cohort = ${fromCohort},
      until_cohort = ${untilCohort}, open = ${open}, group_id = ${groupId}, grams = ${grams}::text[],
      version = version + 1
    where id = ${id} and version = ${version} and state = 'draft' returning version`.execute(db)
  return rows[0]?.version
}

/** Holds a version against others who draft or send it until the transaction ends. */
export async function lockVersion(db: Db, id: string): Promise<void> {
  await sql`select id from agreements.versions where id = ${id} for update`.execute(db)
}

/** Moves a version on before it is signed; undefined when somebody else was faster. A text that is sent begins a new round. */
export async function updateState(
  db: Db,
  { id, version, from, to }: { id: string; version: number; from: readonly State[]; to: State },
  textHash?: string,
): Promise<number | undefined> {
  const { rows } = await sql<{
    version: number
  }>`update agreements.versions set state = ${to}, version = version + 1,
      round = round + ${textHash ? 1 : 0}, sent_at = case when ${!!textHash} then now() else sent_at end,
      text_sha256 = coalesce(${textHash ?? null}, text_sha256)
    where id = ${id} and version = ${version} and state = any (${[...from]}::text[]) returning version`.execute(
    db,
  )
  return rows[0]?.version
}

/** Puts a version in force if everybody has signed, and lets it take over from earlier ones. */
export async function complete(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select agreements.complete(${id}) as done`.execute(db)
  return rows[0]?.done === true
}

/** Which versions of an agreement the viewer may read, the newest first. */
export async function selectVersionIds(db: Db, agreementId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from agreements.versions
    where agreement_id = ${agreementId} order by number desc limit ${MOST_VERSIONS}`.execute(db)
  return rows.map(({ id }) => id)
}
