import type { Context } from '#platform/server/context.ts'
import type { Hit } from '#platform/server/search/source.ts'

type Row = { id: string; zh: string; en: string | null; note_zh: string; note_en: string | null }

/** Published offers by their titles, texts, places and owners, as far as the viewer may read them. */
export async function findOffers({ query }: Context, terms: string[], limit: number): Promise<Hit[]> {
  const rows = await query<Row>({
    name: 'search-offers',
    text: `select o.id, o.title_zh as zh, o.title_en as en, m.name_zh as note_zh, m.name_en as note_en
      from sharing.offers o join members.organisations m on m.id = o.organisation_id
      where o.grams @> $1::text[] and o.state = 'published' order by o.id desc limit $2`,
    values: [terms, limit],
  })
  return rows.map(({ id, zh, en, note_zh, note_en }) => ({
    ...{ id, to: `/sharing/offers/${id}`, title: { zh, en }, note: { zh: note_zh, en: note_en } },
  }))
}
