import type { Context } from '#platform/server/context.ts'
import type { Hit } from '#platform/server/search/source.ts'

type Row = { id: string; zh: string; en: string | null; note_zh: string; note_en: string | null; to: string }

async function hits({ query }: Context, name: string, text: string, values: unknown[]): Promise<Hit[]> {
  const rows = await query<Row>({ name, text, values })
  return rows.map(({ id, zh, en, note_zh, note_en, to }) => ({
    ...{ id, to, title: { zh, en }, note: { zh: note_zh, en: note_en } },
  }))
}

export const findProgrammes = (context: Context, terms: string[], limit: number): Promise<Hit[]> =>
  hits(
    context,
    'search-programmes',
    `select p.id, p.name_zh as zh, p.name_en as en, o.name_zh as note_zh, o.name_en as note_en,
        '/programmes/' || p.id as to
      from programmes.programmes p join members.organisations o on o.id = p.organisation_id
      where p.grams @> $1::text[] and p.closed_on is null order by p.sort_key, p.id limit $2`,
    [terms, limit],
  )

export const findOccupations = (context: Context, terms: string[], limit: number): Promise<Hit[]> =>
  hits(
    context,
    'search-occupations',
    `select n.id, n.name_zh as zh, n.name_en as en, o.name_zh as note_zh, o.name_en as note_en,
        '/occupations/' || n.id as to
      from programmes.occupations n join members.organisations o on o.id = n.organisation_id
      where n.grams @> $1::text[] order by n.sort_key, n.id limit $2`,
    [terms, limit],
  )

/** Courses of versions in force, through the index over terms. */
export const findCourses = (context: Context, terms: string[], limit: number): Promise<Hit[]> =>
  hits(
    context,
    'search-courses',
    `select c.id, c.name_zh as zh, c.name_en as en, p.name_zh || '，' || o.name_zh as note_zh,
        coalesce(p.name_en, p.name_zh) || ', ' || coalesce(o.name_en, o.name_zh) as note_en,
        '/programme-versions/' || c.version_id as to
      from programmes.find_courses($1::text[]) as found (id) join programmes.courses c on c.id = found.id
        join programmes.versions v on v.id = c.version_id join programmes.programmes p on p.id = v.programme_id
        join members.organisations o on o.id = c.organisation_id
      order by c.organisation_id is distinct from (select platform.viewer_organisation()), c.name_zh, c.id limit $2`,
    [terms, limit],
  )
