import { sql } from 'kysely'
import { z } from 'zod'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Application, ApplicationRow } from '../../contract/application-decisions.ts'
import type { ApplicationInput } from '../../contract/applications.ts'
import type { OrganisationKind } from '../../contract/vocabulary.ts'
import type { ApplicationState, ApplicationStep } from '../../rules/applications.ts'

export type StoredApplication = {
  id: string
  groupId: string
  reference: string
  state: ApplicationState
  kind: OrganisationKind
  nameZh: string
  nameEn: string | null
  uscc: string
  address: string
  fieldsZh: string[]
  fieldsEn: string[]
  motivation: string
  contactName: string | null
  contactEmail: string | null
  contactPhone: string | null
  consentedAt: Date
  language: 'zh' | 'en'
  organisationId: string | null
  version: number
  submittedAt: Date
}

const COLUMNS = sql`id, group_id, reference, state, kind, name_zh, name_en, uscc, address, fields_zh, fields_en,
  motivation, contact_name, contact_email, contact_phone, consented_at, language, organisation_id, version, submitted_at`

/** An application the viewer may see. `lock` holds it until the transaction ends. */
export async function selectOptionalApplication(
  db: Db,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredApplication | undefined> {
  const { rows } = await sql<StoredApplication>`select ${COLUMNS} from members.applications where id = ${id}
    ${options.lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** The application of the secret that the transaction holds. */
export async function selectOptionalOwn(
  db: Db,
  hash: Buffer,
  options: { lock?: boolean } = {},
): Promise<StoredApplication | undefined> {
  const { rows } = await sql<StoredApplication>`select ${COLUMNS} from members.applications
    where secret_hash = ${hash} ${options.lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

export type NewApplication = ApplicationInput & {
  groupId: string
  reference: string
  attempt: string
  secretHash: Buffer
  language: 'zh' | 'en'
}

export async function insertApplication(db: Db, entry: NewApplication): Promise<string> {
  const { name, fields, contact } = entry
  const { rows } = await sql<{
    id: string
  }>`insert into members.applications (group_id, reference, attempt, secret_hash, kind, name_zh, name_en,
      uscc, address, fields_zh, fields_en, motivation, contact_name, contact_email, contact_phone, language)
    values (${entry.groupId}, ${entry.reference}, ${entry.attempt}, ${entry.secretHash}, ${entry.kind},
      ${name.zh}, ${name.en}, ${entry.uscc}, ${entry.address}, ${fields.zh}, ${fields.en}, ${entry.motivation},
      ${contact.name}, ${contact.email}, ${contact.phone}, ${entry.language})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** What the secret of an application is made from; not for viewers. */
export async function selectAttempt(system: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ attempt: string }>`
    select attempt from members.applications where id = ${id}`.execute(system)
  return rows[0]?.attempt
}

/** Whether an organisation of this code is a member of the group today, as the public list of members says. */
export async function selectIsMember(db: Db, groupId: string, uscc: string): Promise<boolean> {
  const { rows } = await sql`select from members.memberships m
    join members.organisations o on o.id = m.organisation_id
    where m.group_id = ${groupId} and o.uscc = ${uscc} and m.ends_on is null limit 1`.execute(db)
  return rows.length > 0
}

export async function selectApplicationsToday(db: Db, groupId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select members.applications_today(${groupId}) as count`.execute(db)
  return rows[0]?.count ?? 0
}

export type NewStep = {
  applicationId: string
  kind: ApplicationStep
  note?: string | null
  decidedOn?: string
  resolution?: string | null
  votes?: object | null
  by?: { affiliationId: string | null; name: string } | null
}

export async function insertStep(db: Db, step: NewStep): Promise<void> {
  await sql`insert into members.application_steps (application_id, kind, note, decided_on, resolution, votes,
      by_affiliation_id, by_name)
    values (${step.applicationId}, ${step.kind}, ${step.note ?? null}, ${step.decidedOn ?? null},
      ${step.resolution ?? null}, ${step.votes ? JSON.stringify(step.votes) : null}::jsonb,
      ${step.by?.affiliationId ?? null}, ${step.by?.name ?? null})`.execute(db)
}

/** Moves an application on; the new version, or undefined when somebody else was faster. */
export async function updateState(
  db: Db,
  application: { id: string; version: number },
  state: ApplicationState,
  organisationId: string | null = null,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.applications set state = ${state},
      organisation_id = ${organisationId}, version = version + 1, updated_at = now()
    where id = ${application.id} and version = ${application.version} returning version`.execute(db)
  return rows[0]?.version
}

type StepRow = Omit<Application['steps'][number], 'at'> & { at: Date }

export async function selectSteps(db: Db, applicationId: string): Promise<Application['steps']> {
  const { rows } = await sql<StepRow>`select id, kind, at, note, decided_on, resolution, votes, by_name as by
    from members.application_steps where application_id = ${applicationId} order by id limit 200`.execute(db)
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

export type StoredDocument = {
  id: string
  name: string
  mediaType: string
  size: number
  sha256: string
  at: Date
}

export async function selectDocuments(db: Db, applicationId: string): Promise<StoredDocument[]> {
  const { rows } = await sql<StoredDocument>`select id, name, media_type, size::int as size, sha256, at
    from members.application_documents where application_id = ${applicationId} order by id`.execute(db)
  return rows
}

export const documentView = ({ id, name, size, at }: StoredDocument) => ({
  ...{ id, name, size },
  at: at.toISOString(),
})

/** Adds a document to the applicant's own application; null when it takes no more. */
export async function insertDocument(
  db: Db,
  file: { name: string; mediaType: string; size: number; sha256: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select members.add_application_document(${file.name},
    ${file.mediaType}, ${file.size}, ${file.sha256}) as id`.execute(db)
  return rows[0]?.id ?? null
}

const place = z.tuple([z.iso.datetime(), z.uuid()])

export async function selectApplications(
  db: Db,
  groupId: string,
  { state, after, limit }: { state?: ApplicationState; after?: string; limit: number },
): Promise<{ rows: ApplicationRow[]; next: string | null }> {
  const from = readKey(after, place)
  const { rows } = await sql<StoredApplication>`select ${COLUMNS} from members.applications
    where group_id = ${groupId} ${state ? sql`and state = ${state}` : sql``}
      ${from ? sql`and (submitted_at, id) < (${from[0]}::timestamptz, ${from[1]}::uuid)` : sql``}
    order by submitted_at desc, id desc limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(rowView),
    next: rows.length > limit && last ? writeKey([last.submittedAt.toISOString(), last.id]) : null,
  }
}

export const rowView = (row: StoredApplication): ApplicationRow => ({
  ...{ id: row.id, reference: row.reference, state: row.state, kind: row.kind },
  name: { zh: row.nameZh, en: row.nameEn },
  submittedAt: row.submittedAt.toISOString(),
})

/** Applications of the same code to the same group that are not over. */
export async function selectOthers(
  db: Db,
  { id, groupId, uscc }: StoredApplication,
): Promise<{ id: string; reference: string }[]> {
  const { rows } = await sql<{ id: string; reference: string }>`select id, reference from members.applications
    where group_id = ${groupId} and uscc = ${uscc} and id <> ${id}
      and state in ('submitted', 'incomplete', 'checked') order by id limit 20`.execute(db)
  return rows
}

/** An organisation that has this code already. */
export async function selectKnown(db: Db, uscc: string): Promise<Application['known']> {
  const { rows } = await sql<{ id: string; nameZh: string; nameEn: string | null }>`
    select id, name_zh, name_en from members.organisations where uscc = ${uscc}`.execute(db)
  const row = rows[0]
  return row ? { id: row.id, name: { zh: row.nameZh, en: row.nameEn } } : null
}
