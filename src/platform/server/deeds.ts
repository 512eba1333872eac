import { type RawBuilder, sql } from 'kysely'
import { asInstant, asText, type DataPart, type DataReach, fieldsOf } from './personal-data.ts'

/** Deeds of a person: a query of `id`, `title_zh` and `title_en` of what each was about, `text` (what they wrote) and `at`. */
export type Deeds = RawBuilder<unknown>

type Row = { title: { text: string; en: string | null }; text: string | null; at: string; total: number }

/** What a person did for the organisations they act for, a part for each kind, the latest first. */
export async function collectDeeds(
  { system, most }: DataReach,
  deeds: Record<string, Deeds>,
  about: string,
): Promise<DataPart[]> {
  const parts: DataPart[] = []
  for (const [kind, own] of Object.entries(deeds)) {
    const { rows } =
      await sql<Row>`select json_build_object('text', d.title_zh, 'en', d.title_en) as title, d.text,
        to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, (count(*) over ())::int as total
      from (${own}) d order by d.at desc, d.id desc limit ${most}`.execute(system)
    parts.push({
      ...{ kind, organisation: null, affiliationId: null, total: rows[0]?.total ?? 0 },
      rows: rows.map(row =>
        fieldsOf({
          [about]: { as: 'names', ...row.title },
          text: asText(row.text),
          since: asInstant(row.at),
        }),
      ),
    })
  }
  return parts
}
