import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Group, GroupRow } from '../../contract/groups.ts'
import { type GROUP_KINDS, POSITIONS } from '../../contract/vocabulary.ts'
import { bilingual } from '../values.ts'

type Row = {
  id: string
  kind: (typeof GROUP_KINDS)[number]
  nameZh: string
  nameEn: string | null
  regionZh: string | null
  regionEn: string | null
  summaryZh: string | null
  summaryEn: string | null
  sectorsZh: string[]
  sectorsEn: string[]
  foundedOn: string | null
  timeZone: string
  version: number
  members: number
}

const columns = sql`g.id, g.kind, g.name_zh, g.name_en, g.region_zh, g.region_en, g.summary_zh, g.summary_en,
  g.sectors_zh, g.sectors_en, g.founded_on, g.time_zone, g.version,
  (select count(distinct m.organisation_id) from members.memberships m
    where m.group_id = g.id and m.ends_on is null and m.position <> 'authority') as members`

const toRow = (row: Row): GroupRow => ({
  id: row.id,
  kind: row.kind,
  name: { zh: row.nameZh, en: row.nameEn },
  region: bilingual(row.regionZh, row.regionEn),
  members: row.members,
})

/** Every group, the largest first. */
export async function selectGroups(db: Db): Promise<GroupRow[]> {
  const { rows } =
    await sql<Row>`select ${columns} from members.groups g order by members desc, g.id`.execute(db)
  return rows.map(toRow)
}

/** A group without its members. */
export async function selectOptionalGroup(db: Db, id: string): Promise<Omit<Group, 'list'> | undefined> {
  const { rows } = await sql<Row>`select ${columns} from members.groups g where g.id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { foundedOn, timeZone, version } = row
  return {
    ...toRow(row),
    ...{ foundedOn, timeZone, version },
    summary: bilingual(row.summaryZh, row.summaryEn),
    sectors: { zh: row.sectorsZh, en: row.sectorsEn },
  }
}

type MemberRow = {
  membershipId: string
  position: (typeof POSITIONS)[number]
  number: string | null
  startsOn: string
  organisationId: string
  kind: Group['list'][number]['organisation']['kind']
  nameZh: string
  nameEn: string | null
  regionZh: string | null
  regionEn: string | null
}

/** Today's members of a group, by position in the order of a charter, then by name. */
export async function selectGroupMembers(db: Db, groupId: string): Promise<Group['list']> {
  const { rows } = await sql<MemberRow>`select m.id as membership_id, m.position, m.number, m.starts_on,
      o.id as organisation_id, o.kind, o.name_zh, o.name_en, o.region_zh, o.region_en
    from members.memberships m join members.organisations o on o.id = m.organisation_id
    where m.group_id = ${groupId} and m.ends_on is null
    order by array_position(${[...POSITIONS]}::text[], m.position), o.sort_key, o.id`.execute(db)
  return rows.map(row => ({
    membershipId: row.membershipId,
    position: row.position,
    number: row.number,
    startsOn: row.startsOn,
    organisation: {
      id: row.organisationId,
      kind: row.kind,
      name: { zh: row.nameZh, en: row.nameEn },
      region: bilingual(row.regionZh, row.regionEn),
    },
  }))
}
