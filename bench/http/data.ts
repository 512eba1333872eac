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

/**
 * The demo group with a library of many items, as its own are: shared, kept back, drafts. Each has a version and a
 * picture, since a list shows it and asks whether it may. What the triggers would do one by one is written at once.
 */
export async function prepareItems(owner: pg.Pool): Promise<void> {
  await loadDemo(owner)
  const client = await owner.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    await client.query(
      `with stored as (insert into platform.files (purpose, name, media_type, size, sha256)
          values ('library', 'picture.png', 'image/png', 1, decode(repeat('aa', 32), 'hex')) returning id),
        many as (select i.*, n, uuidv7() as own_id, uuidv7() as version_id, uuidv7() as picture
          from library.items i, generate_series(1, $1::int) n where i.trashed_at is null limit $1),
        items as (insert into library.items (id, picture_id, organisation_id, by_name, state, kind, title_zh, title_en,
            software, techniques, level, licence, uses, audience, group_id, access, embargo_until, expires_on,
            creators_agreed, grams, sort_key, created_at)
          select own_id, picture, organisation_id, by_name, state, kind, title_zh || ' ' || n, title_en || ' ' || n,
            software, techniques, level, licence, uses, audience, group_id, access, embargo_until, expires_on,
            creators_agreed, grams, sort_key || n, created_at - n * interval '1 minute' from many),
        versions as (insert into library.versions (id, item_id, organisation_id, number, by_name, published_at)
          select version_id, own_id, organisation_id, 1, by_name, now() from many)
        insert into library.files (id, version_id, item_id, organisation_id, file_id, name, media_type, size, sha256,
            preview, width, height)
          select picture, version_id, own_id, organisation_id, stored.id, 'picture.png', 'image/png', 1,
            repeat('aa', 32), 'ready', 800, 600 from many, stored`,
      [ITEMS],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
  await owner.query('vacuum analyze library.items, library.versions, library.files')
}
