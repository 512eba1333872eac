import type pg from 'pg'
import { loadDemo } from '#demo/load.ts'
import { organisationId } from '#demo/organisations/rows.ts'

export const PEOPLE = 100_000
const ORGANISATIONS = 10_000

/** Of all organisations of the demo group, shared as its own items are. */
export const ITEMS = 100_000

/** The demo group, its first school with 100,000 people, and enough organisations for a list of its own. */
export async function preparePeople(owner: pg.Pool): Promise<void> {
  await loadDemo(owner)
  const school = organisationId('BC01')
  await owner.query(
    `insert into members.affiliations (organisation_id, role, name, name_latin, number, external_id, class_id,
        birth_date, starts_on, sort_key, grams)
      select organisation_id, role, name, name_latin, number || '-' || n, external_id || '-' || n, class_id,
        birth_date, starts_on, sort_key, grams
      from members.affiliations a, generate_series(1, 1000) n
      where a.organisation_id = $1 and a.role = 'student' and a.ends_on is null
      limit $2`,
    [school, PEOPLE],
  )
  await owner.query(
    `insert into members.organisations (kind, code, name_zh, name_en, short_zh, short_en, region_zh, region_en,
        fields_zh, fields_en, sort_key, grams)
      select kind, 'X' || row_number() over (), name_zh || n, name_en || ' ' || n, short_zh, short_en, region_zh,
        region_en, fields_zh, fields_en, sort_key || n, grams
      from members.organisations, generate_series(1, 1000) n
      where code between 'BC15' and 'BC29'
      limit $1`,
    [ORGANISATIONS],
  )
  await owner.query('vacuum analyze members.affiliations, members.organisations')
}

/** The demo group with a library of many items, as its own are: shared, kept back, drafts. */
export async function prepareItems(owner: pg.Pool): Promise<void> {
  await loadDemo(owner)
  await owner.query(
    `insert into library.items (organisation_id, by_name, state, kind, title_zh, title_en, software, techniques, level,
        licence, uses, audience, group_id, access, embargo_until, expires_on, creators_agreed, grams, sort_key, created_at)
      select organisation_id, by_name, state, kind, title_zh || ' ' || n, title_en || ' ' || n, software, techniques, level,
        licence, uses, audience, group_id, access, embargo_until, expires_on, creators_agreed, grams, sort_key || n,
        created_at - n * interval '1 minute'
      from library.items i, generate_series(1, $1::int) n where i.trashed_at is null limit $1`,
    [ITEMS],
  )
  // Each with a version and a picture: a list shows it, and asks whether it may.
  await owner.query(`with stored as (insert into platform.files (purpose, name, media_type, size, sha256)
      values ('library', 'picture.png', 'image/png', 1, decode(repeat('aa', 32), 'hex')) returning id),
    begun as (insert into library.versions (item_id, organisation_id, number, by_name)
      select i.id, i.organisation_id, 1, i.by_name from library.items i
        where not exists (select from library.versions v where v.item_id = i.id)
      returning id, item_id, organisation_id)
    insert into library.files (version_id, item_id, organisation_id, file_id, name, media_type, size, sha256, preview, width, height)
      select b.id, b.item_id, b.organisation_id, s.id, 'picture.png', 'image/png', 1, repeat('aa', 32), 'ready', 800, 600
        from begun b, stored s`)
  await owner.query('update library.versions set published_at = now() where published_at is null')
  await owner.query('vacuum analyze library.items, library.versions, library.files')
}
