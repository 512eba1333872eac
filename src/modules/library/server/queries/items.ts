import { sql } from 'kysely'
import { today } from '#platform/contract/days.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Item, ItemInput } from '../../contract/items.ts'
import type { ItemFacts } from '../../policy.ts'
import { statusOf } from '../../rules/rights.ts'

type Stored = Pick<
  Item,
  | 'kind'
  | 'software'
  | 'techniques'
  | 'level'
  | 'subject'
  | 'language'
  | 'source'
  | 'licence'
  | 'licenceText'
  | 'uses'
  | 'audience'
  | 'access'
  | 'embargoUntil'
  | 'expiresOn'
  | 'creatorsAgreed'
  | 'byName'
  | 'state'
  | 'recallReason'
  | 'version'
> & {
  id: string
  organisationId: string
  affiliationId: string | null
  titleZh: string
  titleEn: string | null
  textZh: string
  textEn: string | null
  ownerZh: string
  ownerEn: string | null
  groupId: string | null
  groupZh: string | null
  groupEn: string | null
  trashed: boolean
  offered: boolean
  inAudience: boolean
  granted: boolean
  createdAt: string
  creators: Item['creators']
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`
const stamp = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', ${ISO})`)

/** What acting on an item depends on, of what was read of it. */
const factsOf = (row: Stored): ItemFacts => ({
  ...{ organisationId: row.organisationId, affiliationId: row.affiliationId, offered: row.offered },
  ...{ audience: row.audience, access: row.access, inAudience: row.inAudience, granted: row.granted },
})

export type StoredItem = Omit<Item, 'versions' | 'views' | 'downloads' | 'askedOn'> & { trashed: boolean }

/** One item as the viewer may see it, by its own id or that of a version or a file of it. */
export async function selectOptionalItem(
  db: Db,
  by: { id: string } | { versionId: string } | { fileId: string },
  lock = false,
): Promise<StoredItem | undefined> {
  const id =
    'id' in by
      ? sql`${by.id}::uuid`
      : 'versionId' in by
        ? sql`(select v.item_id from library.versions v where v.id = ${by.versionId})`
        : sql`(select f.item_id from library.files f where f.id = ${by.fileId})`
  const { rows } =
    await sql<Stored>`select i.id, i.organisation_id, i.affiliation_id, i.by_name, i.kind, i.title_zh,
      i.title_en, i.text_zh, i.text_en, i.software, i.techniques, i.level, i.subject, i.language, i.source, i.licence,
      i.licence_text, i.uses, i.audience, i.group_id, i.access, i.embargo_until, i.expires_on, i.creators_agreed,
      i.state, i.recall_reason, i.version, i.trashed_at is not null as trashed, ${stamp('i.created_at')} as created_at,
      o.name_zh as owner_zh, o.name_en as owner_en, g.name_zh as group_zh, g.name_en as group_en,
      library.offered(i.state, i.trashed_at, i.embargo_until, i.expires_on, platform.today()) as offered,
      coalesce(i.group_id = any (library.viewer_groups()), true) as in_audience,
      library.viewer_granted(i.id) as granted,
      (select coalesce(json_agg(json_build_object('name', c.name, 'role', c.role) order by c.place), '[]'::json)
        from library.creators c where c.item_id = i.id) as creators
    from library.items i join members.organisations o on o.id = i.organisation_id
      left join members.groups g on g.id = i.group_id
    where i.id = ${id} ${lock ? sql`for update of i` : sql``}`.execute(db)
  const [row] = rows
  return row && itemOf(row)
}

function itemOf(row: Stored): StoredItem {
  const { titleZh, titleEn, textZh, textEn, ownerZh, ownerEn, groupId, groupZh, groupEn, ...rest } = row
  const {
    organisationId,
    affiliationId: _,
    offered: _offered,
    inAudience: _in,
    granted: _granted,
    ...item
  } = rest
  const name = (zh: string | null, en: string | null): Bilingual => ({ zh: zh ?? '', en })
  return {
    ...item,
    title: { zh: titleZh, en: titleEn },
    text: { zh: textZh, en: textEn },
    owner: { id: organisationId, name: name(ownerZh, ownerEn) },
    group: groupId ? { id: groupId, name: name(groupZh, groupEn) } : null,
    status: statusOf(row, today()),
    facts: factsOf(row),
  }
}

type Written = ItemInput & { grams: string[]; sortKey: string }
export type By = { organisationId: string; affiliationId: string; byName: string }

export async function insertItem(db: Db, by: By, input: Written): Promise<string> {
  const { title, text } = input
  const { rows } = await sql<{
    id: string
  }>`insert into library.items (organisation_id, affiliation_id, by_name, kind,
      title_zh, title_en, text_zh, text_en, software, techniques, level, subject, language, source, grams, sort_key)
    values (${by.organisationId}, ${by.affiliationId}, ${by.byName}, ${input.kind}, ${title.zh}, ${title.en}, ${text.zh},
      ${text.en}, ${input.software}, ${input.techniques}, ${input.level}, ${input.subject}, ${input.language},
      ${input.source}, ${input.grams}, ${input.sortKey}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** False when somebody was faster. */
export async function updateItemRow(
  db: Db,
  id: string,
  seen: number,
  input: Written & { creatorsAgreed: boolean },
): Promise<boolean> {
  const { title, text } = input
  const { numAffectedRows } = await sql`update library.items set kind = ${input.kind}, title_zh = ${title.zh},
      title_en = ${title.en}, text_zh = ${text.zh}, text_en = ${text.en}, software = ${input.software},
      techniques = ${input.techniques}, level = ${input.level}, subject = ${input.subject}, language = ${input.language},
      source = ${input.source}, grams = ${input.grams}, sort_key = ${input.sortKey},
      creators_agreed = ${input.creatorsAgreed}, version = version + 1
    where id = ${id} and version = ${seen}`.execute(db)
  return numAffectedRows === 1n
}

export async function replaceCreators(
  db: Db,
  itemId: string,
  creators: ItemInput['creators'],
): Promise<void> {
  await sql`delete from library.creators where item_id = ${itemId}`.execute(db)
  if (creators.length === 0) return
  await sql`insert into library.creators (item_id, place, name, role)
    select ${itemId}, x.place, x.name, x.role from jsonb_to_recordset(${JSON.stringify(
      creators.map((creator, place) => ({ ...creator, place })),
    )}::jsonb) as x(place int, name text, role text)`.execute(db)
}

/** False when somebody was faster. */
export async function trashItemRow(db: Db, id: string, seen: number, trashed: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`update library.items
    set trashed_at = ${trashed ? sql`now()` : null}, version = version + 1
    where id = ${id} and version = ${seen}`.execute(db)
  return numAffectedRows === 1n
}
