import type { Context } from '#platform/server/context.ts'
import type { Hit } from '#platform/server/search/source.ts'

type Row = { id: string; zh: string; en: string | null; note_zh: string; note_en: string; to: string }

/** Versions by their titles, parties and numbers, as far as the viewer may read them; each agreement once. */
export async function findAgreements({ query }: Context, terms: string[], limit: number): Promise<Hit[]> {
  const rows = await query<Row>({
    name: 'search-agreements',
    text: `select v.id, v.title_zh as zh, v.title_en as en, k.name_zh as note_zh, k.name_en as note_en,
        '/agreements/' || v.agreement_id || '?version=' || v.id as to
      from (select distinct on (n.agreement_id) n.* from agreements.versions n
          where n.grams @> $1::text[] and n.state <> 'withdrawn' order by n.agreement_id, n.number desc) v
        join agreements.agreements a on a.id = v.agreement_id join agreements.kinds k on k.code = a.kind
      order by v.id desc limit $2`,
    values: [terms, limit],
  })
  return rows.map(({ id, zh, en, note_zh, note_en, to }) => ({
    ...{ id, to, title: { zh, en }, note: { zh: note_zh, en: note_en } },
  }))
}
