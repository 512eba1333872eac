import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Capability, CapabilityInput } from '../../contract/capabilities.ts'
import { capabilityGrams } from '../text.ts'
import { bilingual } from '../values.ts'

type Row = Omit<Capability, 'title' | 'note'> & {
  titleZh: string
  titleEn: string | null
  noteZh: string | null
  noteEn: string | null
}

/** What an organisation offers, then what it seeks; what has expired last; at most two hundred. */
export async function selectCapabilities(
  db: Db,
  organisationId: string,
  today: string,
): Promise<Capability[]> {
  const { rows } =
    await sql<Row>`select id, direction, kind, title_zh, title_en, note_zh, note_en, valid_until, version
    from members.capabilities where organisation_id = ${organisationId} and removed_on is null
    order by coalesce(valid_until < ${today}::date, false), direction, id limit 200`.execute(db)
  return rows.map(({ titleZh, titleEn, noteZh, noteEn, ...row }) => ({
    ...row,
    title: { zh: titleZh, en: titleEn },
    note: bilingual(noteZh, noteEn),
  }))
}

export async function insertCapability(
  db: Db,
  organisationId: string,
  input: CapabilityInput,
): Promise<string> {
  const { direction, kind, title, note, validUntil } = input
  const { rows } = await sql<{
    id: string
  }>`insert into members.capabilities (organisation_id, direction, kind,
      title_zh, title_en, note_zh, note_en, valid_until, grams)
    values (${organisationId}, ${direction}, ${kind}, ${title.zh}, ${title.en}, ${note?.zh ?? null},
      ${note?.en ?? null}, ${validUntil}, ${capabilityGrams(input)}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function selectOptionalCapability(
  db: Db,
  id: string,
): Promise<{ organisationId: string; version: number } | undefined> {
  const { rows } = await sql<{ organisationId: string; version: number }>`select organisation_id, version
    from members.capabilities where id = ${id} and removed_on is null`.execute(db)
  return rows[0]
}

/** The new version, or undefined when it has another one by now. */
export async function updateCapability(
  db: Db,
  id: string,
  version: number,
  input: CapabilityInput,
): Promise<number | undefined> {
  const { direction, kind, title, note, validUntil } = input
  const { rows } = await sql<{ version: number }>`update members.capabilities set direction = ${direction},
      kind = ${kind}, title_zh = ${title.zh}, title_en = ${title.en}, note_zh = ${note?.zh ?? null},
      note_en = ${note?.en ?? null}, valid_until = ${validUntil}, grams = ${capabilityGrams(input)},
      version = version + 1, updated_at = now()
    where id = ${id} and version = ${version} and removed_on is null returning version`.execute(db)
  return rows[0]?.version
}

export async function removeCapabilityRow(
  db: Db,
  id: string,
  version: number,
  day: string,
): Promise<boolean> {
  const { rows } = await sql`update members.capabilities set removed_on = ${day}, version = version + 1,
      updated_at = now()
    where id = ${id} and version = ${version} and removed_on is null returning id`.execute(db)
  return rows.length > 0
}
