import { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { ProgrammeFilters, ProgrammeRow } from '../../contract/programmes.ts'
import type { Form, Level } from '../../rules/vocabulary.ts'
import { toProgrammeRow } from './programmes.ts'

type Querying = Pick<Context, 'query'>
type Facet = keyof ProgrammeFilters

/** The conditions of a set of filters, one of them left out where its own counts are wanted. */
function conditionsOf(filters: ProgrammeFilters, without?: Facet): Conditions {
  const all = new Conditions().always('open', 'p.closed_on is null')
  const use = <F extends Facet>(facet: F) => (facet === without ? undefined : filters[facet])
  const [level, form, school, q] = [use('level'), use('form'), use('school'), use('q')]
  if (level) all.add('level', at => `p.level = ${at}`, level)
  if (form) all.add('form', at => `p.form = ${at}`, form)
  if (school) all.add('school', at => `p.organisation_id = ${at}`, school)
  if (q) {
    const terms = queryTerms(q)
    if (terms.length) all.add('q', at => `p.grams @> ${at}::text[]`, terms)
    else all.always('none', 'false')
  }
  return all
}

type Row = {
  id: string
  code: string
  catalogue_code: string | null
  name_zh: string
  name_en: string | null
  level: Level
  form: Form
  months: number
  organisation_id: string
  school_zh: string
  school_en: string | null
  from_cohort: number | null
  to_cohort: number | null
  open_end: boolean | null
  sort_key: string
}
const position = z.tuple([z.string().max(2000), z.uuid()])

/** One page by pinyin of the Chinese name, continued after the key of its last row. */
export async function selectProgrammes(
  { query }: Querying,
  filters: ProgrammeFilters,
  page: { after?: string; limit: number },
): Promise<{ rows: ProgrammeRow[]; next: string | null }> {
  const all = conditionsOf(filters)
  const after = readKey(page.after, position)
  if (after) {
    const [key, id] = [all.value(after[0]), all.value(after[1])]
    all.always('after', `(p.sort_key, p.id) > (${key}, ${id}::uuid)`)
  }
  const limit = all.value(page.limit + 1)
  const found = await query<Row>({
    name: `programmes:${all.key}`,
    text: `select p.id, p.code, p.catalogue_code, p.name_zh, p.name_en, p.level, p.form, p.months, p.organisation_id,
        o.name_zh as school_zh, o.name_en as school_en, c.from_cohort, c.to_cohort, c.open_end, p.sort_key
      from programmes.programmes p join members.organisations o on o.id = p.organisation_id
        left join lateral (select min(v.from_cohort) as from_cohort, max(v.to_cohort) as to_cohort,
          bool_or(v.to_cohort is null) as open_end from programmes.versions v
          where v.programme_id = p.id and v.state = 'in_force') c on true
      ${all.where} order by p.sort_key, p.id limit ${limit}`,
    values: all.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row =>
      toProgrammeRow({
        ...{
          id: row.id,
          code: row.code,
          catalogueCode: row.catalogue_code,
          level: row.level,
          form: row.form,
        },
        ...{ nameZh: row.name_zh, nameEn: row.name_en, months: row.months, openEnd: row.open_end },
        ...{ organisationId: row.organisation_id, schoolZh: row.school_zh, schoolEn: row.school_en },
        ...{ fromCohort: row.from_cohort, toCohort: row.to_cohort },
      }),
    ),
    next: found.length > page.limit && last ? writeKey([last.sort_key, last.id]) : null,
  }
}

type Counted = { value: string; count: number }
type CountedSchool = Counted & { zh: string; en: string | null }

export async function selectProgrammeCounts({ query }: Querying, filters: ProgrammeFilters) {
  const counted = async (facet: 'level' | 'form') => {
    const all = conditionsOf(filters, facet)
    return query<Counted>({
      name: `programme-counts:${facet}:${all.key}`,
      text: `select p.${facet} as value, count(*)::int as count from programmes.programmes p ${all.where}
        group by p.${facet} order by count desc`,
      values: all.values,
    })
  }
  const all = conditionsOf(filters)
  const bySchool = conditionsOf(filters, 'school')
  const [total, levels, forms, schools] = await Promise.all([
    query<{ count: number }>({
      name: `programme-counts:${all.key}`,
      text: `select count(*)::int as count from programmes.programmes p ${all.where}`,
      values: all.values,
    }),
    counted('level'),
    counted('form'),
    query<CountedSchool>({
      name: `programme-counts:school:${bySchool.key}`,
      text: `select o.id as value, o.name_zh as zh, o.name_en as en, count(*)::int as count
        from programmes.programmes p join members.organisations o on o.id = p.organisation_id ${bySchool.where}
        group by o.id order by count desc, o.sort_key limit 50`,
      values: bySchool.values,
    }),
  ])
  return {
    total: total[0]?.count ?? 0,
    ...{ levels, forms },
    schools: schools.map(({ value, count, zh, en }) => ({ value, count, label: { zh, en } })),
  }
}
