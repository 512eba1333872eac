import type { Context } from '#platform/server/context.ts'
import type { Hit } from '#platform/server/search/source.ts'

type Row = { id: string; zh: string; en: string | null; owner_zh: string; owner_en: string | null }

/** Material by its words, as far as the viewer may see it, the newest first. */
export async function findItems({ query }: Context, terms: string[], limit: number): Promise<Hit[]> {
  const rows = await query<Row>({
    name: 'search-library',
    text: `select i.id, i.title_zh as zh, i.title_en as en, o.name_zh as owner_zh, o.name_en as owner_en
      from library.items i join members.organisations o on o.id = i.organisation_id
      where i.grams @> $1::text[] and i.trashed_at is null order by i.created_at desc, i.id desc limit $2`,
    values: [terms, limit],
  })
  return rows.map(({ id, zh, en, owner_zh, owner_en }) => ({
    ...{ id, to: `/library/${id}`, title: { zh, en }, note: { zh: owner_zh, en: owner_en } },
  }))
}
