import { z } from 'zod'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { AgreementFilters, AgreementRow } from '../../contract/agreements.ts'
import type { Status } from '../../rules/vocabulary.ts'

type Querying = Pick<Context, 'query'>
type Facet = keyof AgreementFilters

const STATUS =
  'agreements.status(v.state, v.from_date, v.signed_on, v.until_date, v.ended_on, platform.today())'
const OWN = `exists (select from agreements.parties p where p.version_id = v.id
  and p.organisation_id = (select platform.viewer_organisation()))`

/** The conditions of a set of filters, one of them left out where its own counts are wanted. */
function conditionsOf(filters: AgreementFilters, without?: Facet): Conditions {
  const all = new Conditions()
  const use = <F extends Facet>(facet: F) => (facet === without ? undefined : filters[facet])
  const [kind, status, whose, party, q] = [use('kind'), use('status'), use('whose'), use('party'), use('q')]
  if (kind) all.add('kind', at => `a.kind = ${at}`, kind)
  if (status) all.add('status', at => `${STATUS} = ${at}`, status)
  if (whose) all.always('own', OWN)
  if (party)
    all.add(
      'party',
      at =>
        `exists (select from agreements.parties p where p.version_id = v.id and p.organisation_id = ${at}::uuid)`,
      party,
    )
  if (q) {
    const terms = queryTerms(q)
    if (terms.length) all.add('q', at => `v.grams @> ${at}::text[]`, terms)
    else all.always('none', 'false')
  }
  return all
}

const FROM = `agreements.versions v join agreements.agreements a on a.id = v.agreement_id
  join agreements.kinds k on k.code = a.kind`

type Row = {
  id: string
  agreement_id: string
  number: number
  kind: string
  kind_zh: string
  kind_en: string
  title_zh: string
  title_en: string | null
  reference: string | null
  status: Status
  parties: { id: string; name: Bilingual }[] | null
  from_date: string
  until_date: string | null
  from_cohort: number | null
  until_cohort: number | null
  to_sign: boolean
  begun: string
}
const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])

/** One page, the newest version first, continued after the key of its last row. */
export async function selectAgreements(
  { query }: Querying,
  filters: AgreementFilters,
  page: { after?: string; limit: number },
): Promise<{ rows: AgreementRow[]; next: string | null }> {
  const all = conditionsOf(filters)
  const after = readKey(page.after, position)
  if (after) {
    const [at, id] = [all.value(after[0]), all.value(after[1])]
    all.always('after', `(v.created_at, v.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const limit = all.value(page.limit + 1)
  const found = await query<Row>({
    name: `agreements:${all.key}`,
    text: `select v.id, v.agreement_id, v.number, a.kind, k.name_zh as kind_zh, k.name_en as kind_en, v.title_zh,
        v.title_en, v.reference, ${STATUS} as status, v.from_date, least(v.until_date, v.ended_on) as until_date,
        v.from_cohort, least(v.until_cohort, v.last_cohort) as until_cohort,
        (select json_agg(json_build_object('id', p.organisation_id, 'name',
          json_build_object('zh', p.name_zh, 'en', p.name_en)) order by p.place, p.id)
          from agreements.parties p where p.version_id = v.id) as parties,
        v.state = 'review' and agreements.viewer_signs(v.id) and not exists (select from agreements.signatures s
          where s.version_id = v.id and s.round = v.round
            and s.organisation_id = (select platform.viewer_organisation())) as to_sign,
        to_char(v.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as begun
      from ${FROM} ${all.where} order by v.created_at desc, v.id desc limit ${limit}`,
    values: all.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      ...{ id: row.id, agreementId: row.agreement_id, number: row.number, reference: row.reference },
      kind: { code: row.kind, name: { zh: row.kind_zh, en: row.kind_en } },
      ...{ title: { zh: row.title_zh, en: row.title_en }, status: row.status, parties: row.parties ?? [] },
      ...{ fromDate: row.from_date, untilDate: row.until_date },
      ...{ fromCohort: row.from_cohort, untilCohort: row.until_cohort, toSign: row.to_sign },
    })),
    next: found.length > page.limit && last ? writeKey([last.begun, last.id]) : null,
  }
}

type Counted = { value: string; count: number }

export async function selectAgreementCounts({ query }: Querying, filters: AgreementFilters) {
  const all = conditionsOf(filters)
  const [byKind, byStatus, own] = [
    conditionsOf(filters, 'kind'),
    conditionsOf(filters, 'status'),
    conditionsOf(filters, 'whose').always('own', OWN),
  ]
  const [total, kinds, statuses, whose] = await Promise.all([
    query<{ count: number }>({
      name: `agreement-counts:${all.key}`,
      text: `select count(*)::int as count from ${FROM} ${all.where}`,
      values: all.values,
    }),
    query<Counted & { zh: string; en: string }>({
      name: `agreement-counts:kind:${byKind.key}`,
      text: `select k.code as value, k.name_zh as zh, k.name_en as en, count(*)::int as count from ${FROM} ${byKind.where}
        group by k.code order by k.place`,
      values: byKind.values,
    }),
    query<Counted>({
      name: `agreement-counts:status:${byStatus.key}`,
      text: `select ${STATUS} as value, count(*)::int as count from ${FROM} ${byStatus.where} group by 1 order by count desc`,
      values: byStatus.values,
    }),
    query<{ count: number }>({
      name: `agreement-counts:own:${own.key}`,
      text: `select count(*)::int as count from ${FROM} ${own.where}`,
      values: own.values,
    }),
  ])
  return {
    total: total[0]?.count ?? 0,
    kinds: kinds.map(({ value, count, zh, en }) => ({ value, count, label: { zh, en } })),
    statuses,
    whose: [{ value: 'own', count: whose[0]?.count ?? 0 }],
  }
}
