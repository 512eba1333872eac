import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Organisation, OrganisationInput } from '../../contract/organisations.ts'
import type { OrganisationKind, Position } from '../../contract/vocabulary.ts'
import type { OrganisationFacts } from '../../policy.ts'
import { organisationText } from '../text.ts'
import { bilingual } from '../values.ts'

type Row = {
  id: string
  kind: OrganisationKind
  code: string
  nameZh: string
  nameEn: string | null
  shortZh: string | null
  shortEn: string | null
  uscc: string | null
  regionZh: string | null
  regionEn: string | null
  summaryZh: string | null
  summaryEn: string | null
  website: string | null
  fieldsZh: string[]
  fieldsEn: string[]
  addressZh: string | null
  addressEn: string | null
  latitude: number | null
  longitude: number | null
  closedOn: string | null
  version: number
}

/** An organisation without its memberships. */
export async function selectOptionalOrganisation(
  db: Db,
  id: string,
): Promise<Omit<Organisation, 'memberships'> | undefined> {
  const { rows } =
    await sql<Row>`select id, kind, code, name_zh, name_en, short_zh, short_en, uscc, region_zh,
    region_en, summary_zh, summary_en, website, fields_zh, fields_en, address_zh, address_en,
    latitude::float8 as latitude, longitude::float8 as longitude, closed_on, version
    from members.organisations where id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { kind, code, uscc, website, closedOn, version } = row
  return {
    ...{ id: row.id, kind, code, uscc, website, closedOn, version },
    name: { zh: row.nameZh, en: row.nameEn },
    short: bilingual(row.shortZh, row.shortEn),
    region: bilingual(row.regionZh, row.regionEn),
    summary: bilingual(row.summaryZh, row.summaryEn),
    fields: { zh: row.fieldsZh, en: row.fieldsEn },
    address: bilingual(row.addressZh, row.addressEn),
    place:
      row.latitude === null || row.longitude === null
        ? null
        : { latitude: row.latitude, longitude: row.longitude },
  }
}

type MembershipRow = {
  id: string
  groupId: string
  nameZh: string
  nameEn: string | null
  position: Position
  number: string | null
  startsOn: string
  endsOn: string | null
  suspendedOn: string | null
  endKind: 'left' | 'lapsed' | 'ended' | null
  version: number
}

/** All memberships of an organisation, today's first. */
export async function selectMemberships(
  db: Db,
  organisationId: string,
): Promise<Organisation['memberships']> {
  const { rows } =
    await sql<MembershipRow>`select m.id, m.group_id, g.name_zh, g.name_en, m.position, m.number,
      m.starts_on, m.ends_on, m.suspended_on, m.end_kind, m.version
    from members.memberships m join members.groups g on g.id = m.group_id
    where m.organisation_id = ${organisationId}
    order by m.ends_on is not null, m.starts_on desc, m.id`.execute(db)
  return rows.map(({ groupId, nameZh, nameEn, ...row }) => ({
    ...row,
    group: { id: groupId, name: { zh: nameZh, en: nameEn } },
  }))
}

/** What the policy asks about an organisation. */
export async function selectOptionalOrganisationFacts(
  db: Db,
  id: string,
): Promise<OrganisationFacts | undefined> {
  const { rows } = await sql<OrganisationFacts>`select o.id as organisation_id,
      coalesce((select array_agg(m.group_id) from members.memberships m
        where m.organisation_id = o.id and m.ends_on is null), '{}') as group_ids
    from members.organisations o where o.id = ${id}`.execute(db)
  return rows[0]
}

const value = (input: OrganisationInput) => ({ ...input, ...organisationText(input) })

/** Writes a new organisation and gives its id. */
export async function insertOrganisation(db: Db, input: OrganisationInput): Promise<string> {
  const row = value(input)
  const { rows } = await sql<{ id: string }>`insert into members.organisations (kind, code, name_zh, name_en,
      short_zh, short_en, uscc, region_zh, region_en, summary_zh, summary_en, website, fields_zh, fields_en,
      address_zh, address_en, latitude, longitude, sort_key, grams)
    values (${row.kind}, ${row.code}, ${row.name.zh}, ${row.name.en}, ${row.short?.zh}, ${row.short?.en},
      ${row.uscc}, ${row.region?.zh}, ${row.region?.en}, ${row.summary?.zh}, ${row.summary?.en}, ${row.website},
      ${row.fields.zh}, ${row.fields.en}, ${row.address?.zh ?? null}, ${row.address?.en ?? null},
      ${row.place?.latitude ?? null}, ${row.place?.longitude ?? null}, ${row.sortKey}, ${row.grams}) returning id`.execute(
    db,
  )
  return (rows[0] as { id: string }).id
}

/** Writes a version over the one the editor saw; the new version, or undefined when there is another. */
export async function updateOrganisationRow(
  db: Db,
  id: string,
  version: number,
  input: OrganisationInput,
): Promise<number | undefined> {
  const row = value(input)
  const { rows } = await sql<{ version: number }>`update members.organisations set kind = ${row.kind},
      code = ${row.code}, name_zh = ${row.name.zh}, name_en = ${row.name.en}, short_zh = ${row.short?.zh ?? null},
      short_en = ${row.short?.en ?? null}, uscc = ${row.uscc}, region_zh = ${row.region?.zh ?? null},
      region_en = ${row.region?.en ?? null}, summary_zh = ${row.summary?.zh ?? null},
      summary_en = ${row.summary?.en ?? null}, website = ${row.website}, fields_zh = ${row.fields.zh},
      fields_en = ${row.fields.en}, address_zh = ${row.address?.zh ?? null},
      address_en = ${row.address?.en ?? null}, latitude = ${row.place?.latitude ?? null},
      longitude = ${row.place?.longitude ?? null}, sort_key = ${row.sortKey}, grams = ${row.grams}, version = version + 1,
      updated_at = now()
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}
