import type { Bilingual } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { Hit } from '#platform/server/search/source.ts'

type Row = { id: string; zh: string; en: string | null; note_zh: string | null; note_en: string | null }

const name = (zh: string, en: string | null): Bilingual => ({ zh, en })

async function hits(
  { query }: Context,
  path: string,
  statement: { name: string; text: string; values: unknown[] },
): Promise<Hit[]> {
  const rows = await query<Row>(statement)
  return rows.map(({ id, zh, en, note_zh, note_en }) => ({
    id,
    title: name(zh, en),
    note: note_zh === null ? null : name(note_zh, note_en),
    to: `/${path}/${id}`,
  }))
}

/**
 * People of the viewer's own organisation and listed staff of its neighbours: what row-level security shows.
 * The own ones come through the index over terms.
 */
export function findPeople(context: Context, terms: string[], limit: number): Promise<Hit[]> {
  return hits(context, 'people', {
    name: 'search-people',
    text: `with own as materialized (select members.find_affiliations($1::text[]) as id)
      select found.id, found.name as zh, found.name_latin as en, o.name_zh as note_zh, o.name_en as note_en
      from (
        (select a.id, a.name, a.name_latin, a.organisation_id, a.sort_key, 0 as rank
          from members.affiliations a
          where a.id in (select id from own) and a.ends_on is null order by a.sort_key, a.id limit $2)
        union all
        (select a.id, a.name, a.name_latin, a.organisation_id, a.sort_key, 1
          from members.affiliations a
          where a.listed and a.ends_on is null and a.grams @> $1::text[]
            and a.organisation_id = any ((select members.viewer_neighbours())::uuid[])
            and a.organisation_id is distinct from (select platform.viewer_organisation())
          order by a.sort_key, a.id limit $2)
      ) found join members.organisations o on o.id = found.organisation_id
      order by found.rank, found.sort_key, found.id limit $2`,
    values: [terms, limit],
  })
}

export function findOrganisations(context: Context, terms: string[], limit: number): Promise<Hit[]> {
  return hits(context, 'organisations', {
    name: 'search-organisations',
    text: `select o.id, o.name_zh as zh, o.name_en as en, o.region_zh as note_zh, o.region_en as note_en
      from members.organisations o
      where o.id in (select n.id from members.organisations n where n.grams @> $1::text[]
        union select c.organisation_id from members.open_capabilities c where c.grams @> $1::text[])
      order by o.sort_key, o.id limit $2`,
    values: [terms, limit],
  })
}

/** Classes have no terms of their own: few enough in one school to look through their names. */
export function findClasses(context: Context, words: string[], limit: number): Promise<Hit[]> {
  return hits(context, 'classes', {
    name: 'search-classes',
    text: `select c.id, c.name as zh, null as en, c.programme_zh as note_zh, c.programme_en as note_en
      from members.classes c
      where c.organisation_id = (select platform.viewer_organisation()) and c.ends_on is null
        and not exists (select from unnest($1::text[]) as word
          where position(word in lower(concat_ws(' ', c.name, c.programme_zh, c.programme_en))) = 0)
      order by c.cohort desc nulls last, c.name, c.id limit $2`,
    values: [words, limit],
  })
}

/** Groups are a handful. */
export function findGroups(context: Context, words: string[], limit: number): Promise<Hit[]> {
  return hits(context, 'groups', {
    name: 'search-groups',
    text: `select g.id, g.name_zh as zh, g.name_en as en, g.region_zh as note_zh, g.region_en as note_en
      from members.groups g
      where not exists (select from unnest($1::text[]) as word
        where position(word in lower(concat_ws(' ', g.name_zh, g.name_en))) = 0)
      order by g.id limit $2`,
    values: [words, limit],
  })
}
