import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { Context } from '#platform/server/context.ts'
import type { countOrganisations, OrganisationFilters } from '../../contract/organisations.ts'
import type { Direction } from '../../rules/capabilities.ts'
import { organisationConditions } from './organisation-list.ts'

type Counts = AnswerOf<typeof countOrganisations>
type Count = { value: string; zh: string; en: string | null; count: number }
type Facet = 'kind' | 'field' | 'region' | 'group' | 'offers' | 'seeks'

const FROM = 'members.organisations o'
const capabilities = (direction: Direction) => ({
  value: 'oc.kind',
  en: 'null',
  from: `${FROM} join members.open_capabilities oc on oc.organisation_id = o.id and oc.direction = '${direction}'`,
})
/** What each facet groups by. A field's or region's English name is the one most organisations give it. */
const FACETS: Record<Facet, { value: string; en: string; from: string }> = {
  kind: { value: 'o.kind', en: 'null', from: FROM },
  field: {
    value: 'f.zh',
    en: 'mode() within group (order by f.en)',
    from: `${FROM} cross join lateral unnest(o.fields_zh, case
      when cardinality(o.fields_en) = cardinality(o.fields_zh) then o.fields_en else '{}' end) as f (zh, en)`,
  },
  region: { value: 'o.region_zh', en: 'mode() within group (order by o.region_en)', from: FROM },
  group: {
    value: 'g.id::text',
    en: 'min(g.name_en)',
    from: `${FROM} join members.memberships gm on gm.organisation_id = o.id and gm.ends_on is null
      join members.groups g on g.id = gm.group_id`,
  },
  offers: capabilities('offered'),
  seeks: capabilities('sought'),
}

/** A column of choices is to be taken in at a glance; every other field is found by searching. */
const MOST: Partial<Record<Facet, number>> = { field: 12, region: 20 }

async function count(
  { query }: Pick<Context, 'query'>,
  filters: OrganisationFilters,
  facet: Facet,
): Promise<Count[]> {
  const conditions = organisationConditions(filters, facet)
  const { value, en, from } = FACETS[facet]
  conditions.always('has', `${value} is not null`)
  return query<Count>({
    name: `members.count-${facet}:${conditions.key}`,
    text: `select ${value} as value, ${facet === 'group' ? 'min(g.name_zh)' : value} as zh, ${en} as en,
        count(distinct o.id) as count
      from ${from} ${conditions.where} group by ${value} order by count desc, value limit ${MOST[facet] ?? 40}`,
    values: conditions.values,
  })
}

const labelled = (rows: Count[]) =>
  rows.map(({ value, zh, en, count }) => ({ value, label: { zh, en }, count }))

/** Values that the messages have words for. */
const named = (rows: Count[]) => rows.map(({ value, count }) => ({ value, count }))

/** How many organisations every filter would leave, each facet counted without its own choice. */
export async function selectOrganisationCounts(
  context: Pick<Context, 'query'>,
  filters: OrganisationFilters,
): Promise<Counts> {
  const all = organisationConditions(filters)
  const [total] = await context.query<{ count: number }>({
    name: `members.count:${all.key}`,
    text: `select count(*) as count from ${FROM} ${all.where}`,
    values: all.values,
  })
  return {
    total: total?.count ?? 0,
    kinds: named(await count(context, filters, 'kind')) as Counts['kinds'],
    offers: named(await count(context, filters, 'offers')) as Counts['offers'],
    seeks: named(await count(context, filters, 'seeks')) as Counts['seeks'],
    fields: labelled(await count(context, filters, 'field')),
    regions: labelled(await count(context, filters, 'region')),
    groups: labelled(await count(context, filters, 'group')),
  }
}
