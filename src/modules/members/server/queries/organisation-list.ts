import { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { ListedOrganisation, OrganisationFilters } from '../../contract/organisations.ts'
import type { OrganisationKind } from '../../contract/vocabulary.ts'
import type { CapabilityKind, Direction } from '../../rules/capabilities.ts'

type Querying = Pick<Context, 'query'>
type Facet = keyof OrganisationFilters

/** The conditions of a set of filters, one of them left out where its own counts are wanted. */
export function organisationConditions(filters: OrganisationFilters, without?: Facet): Conditions {
  const all = new Conditions()
  const use = (facet: Facet) => (facet === without ? undefined : filters[facet])
  const [kind, field, group, region, q] = [use('kind'), use('field'), use('group'), use('region'), use('q')]
  if (kind) all.add('kind', at => `o.kind = ${at}`, kind)
  if (field) all.add('field', at => `(${at} = any (o.fields_zh) or ${at} = any (o.fields_en))`, field)
  if (region) all.add('region', at => `${at} in (o.region_zh, o.region_en)`, region)
  if (group)
    all.add(
      'group',
      at => `exists (select from members.memberships m
        where m.organisation_id = o.id and m.group_id = ${at} and m.ends_on is null)`,
      group,
    )
  for (const [facet, direction] of [
    ['offers', 'offered'],
    ['seeks', 'sought'],
  ] as const) {
    const wanted = use(facet)
    if (wanted)
      all.add(
        facet,
        at => `exists (select from members.open_capabilities c
          where c.organisation_id = o.id and c.direction = '${direction}' and c.kind = ${at})`,
        wanted,
      )
  }
  if (q) {
    const terms = queryTerms(q)
    // By what it is called, or by what it offers or seeks: each has an index over terms.
    if (terms.length)
      all.add(
        'q',
        at => `o.id in (select n.id from members.organisations n where n.grams @> ${at}::text[]
          union select c.organisation_id from members.open_capabilities c where c.grams @> ${at}::text[])`,
        terms,
      )
    else all.always('none', 'false')
  }
  return all
}

type Row = {
  id: string
  kind: OrganisationKind
  code: string
  name_zh: string
  name_en: string | null
  short_zh: string | null
  short_en: string | null
  region_zh: string | null
  region_en: string | null
  fields_zh: string[]
  fields_en: string[]
  offers: CapabilityKind[]
  seeks: CapabilityKind[]
  sort_key: string
}

/** The kinds of what an organisation offers or seeks today, read for the rows of one page. */
const kindsOf = (direction: Direction) => `array(select distinct c.kind from members.open_capabilities c
    where c.organisation_id = o.id and c.direction = '${direction}' order by c.kind)`
const COLUMNS = `o.id, o.kind, o.code, o.name_zh, o.name_en, o.short_zh, o.short_en, o.region_zh, o.region_en,
  o.fields_zh, o.fields_en, ${kindsOf('offered')} as offers, ${kindsOf('sought')} as seeks, o.sort_key`
const position = z.tuple([z.string().max(2000), z.uuid()])

/** One page by pinyin of the Chinese name, continued after the key of its last row. */
export async function selectOrganisations(
  { query }: Querying,
  filters: OrganisationFilters,
  page: { after?: string; limit: number },
): Promise<{ rows: ListedOrganisation[]; next: string | null }> {
  const conditions = organisationConditions(filters)
  const after = readKey(page.after, position)
  if (after) {
    const [name, id] = [conditions.value(after[0]), conditions.value(after[1])]
    conditions.always('after', `(o.sort_key, o.id) > (${name}, ${id}::uuid)`)
  }
  const limit = conditions.value(page.limit + 1)
  const found = await query<Row>({
    name: `members.organisations:${conditions.key}`,
    text: `select ${COLUMNS} from members.organisations o ${conditions.where}
      order by o.sort_key, o.id limit ${limit}`,
    values: conditions.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(toRow),
    next: found.length > page.limit && last ? writeKey([last.sort_key, last.id]) : null,
  }
}

function toRow(row: Row): ListedOrganisation {
  return {
    id: row.id,
    kind: row.kind,
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    short: row.short_zh === null ? null : { zh: row.short_zh, en: row.short_en },
    region: row.region_zh === null ? null : { zh: row.region_zh, en: row.region_en },
    fields: { zh: row.fields_zh, en: row.fields_en },
    offers: row.offers,
    seeks: row.seeks,
  }
}
