import { sql } from 'kysely'
import type { OrganisationKind, Position } from '#modules/members/contract.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

type Both = Bilingual
const both = (name: string) =>
  sql.raw(`case when ${name}_zh is not null then json_build_object('zh', ${name}_zh, 'en', ${name}_en) end`)

export type PublicGroup = {
  id: string
  address: string
  kind: 'education_group' | 'committee' | 'alliance'
  name: Both
  region: Both | null
  summary: Both | null
  intro: Both | null
  foundedOn: string | null
  email: string | null
  phone: string | null
  updatedAt: Date
  members: number
}

const GROUPS_MOST = 100
const groupColumns = sql`g.id, s.address, g.kind, ${both('g.name')} as name, ${both('g.region')} as region,
  ${both('g.summary')} as summary, ${both('s.intro')} as intro, g.founded_on, s.office_email as email,
  s.office_phone as phone, greatest(g.updated_at, s.updated_at) as updated_at,
  (select count(distinct m.organisation_id)::int from members.public_members m
    where m.group_id = g.id and m.position <> 'authority') as members`

/** The groups whose secretariat has made them public, the oldest site first. */
export async function selectPublicGroups(db: Db): Promise<PublicGroup[]> {
  const { rows } = await sql<PublicGroup>`select ${groupColumns}
    from site.settings s join members.public_groups g on g.id = s.group_id
    where s.public order by s.first_public_at, g.id limit ${GROUPS_MOST}`.execute(db)
  return rows
}

export async function selectOptionalPublicGroup(db: Db, address: string): Promise<PublicGroup | undefined> {
  const { rows } = await sql<PublicGroup>`select ${groupColumns}
    from site.settings s join members.public_groups g on g.id = s.group_id
    where s.public and s.address = ${address}`.execute(db)
  return rows[0]
}

/** Whether there is anything public at all. */
export async function isAnythingPublic(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from site.settings where public) as found`.execute(db)
  return rows[0]?.found === true
}

export type PublicMember = {
  id: string
  code: string
  kind: OrganisationKind
  position: Position
  name: Both
  region: Both | null
  fields: { zh: string[]; en: string[] }
  /** It shows its name alone: no page, no fields. */
  nameOnly: boolean
}

const memberColumns = sql`m.organisation_id as id, m.code, m.kind, m.position, ${both('m.name')} as name,
  case when not coalesce(c.name_only, false) then ${both('m.region')} end as region,
  case when coalesce(c.name_only, false) then json_build_object('zh', '{}'::text[], 'en', '{}'::text[])
    else json_build_object('zh', m.fields_zh, 'en', m.fields_en) end as fields,
  coalesce(c.name_only, false) as name_only`
const MEMBERS = sql`members.public_members m left join site.member_choices c on c.organisation_id = m.organisation_id`

export type KindCount = { kind: OrganisationKind; count: number }

/** How many members of each kind a group has; who approved it is none. */
export async function selectKindCounts(db: Db, groupId: string): Promise<KindCount[]> {
  const { rows } = await sql<KindCount>`select m.kind, count(distinct m.organisation_id)::int as count
    from members.public_members m where m.group_id = ${groupId} and m.position <> 'authority'
    group by m.kind`.execute(db)
  return rows
}

/** Members of a group by kind and name, each once, in its highest position. */
export async function selectPublicMembers(
  db: Db,
  groupId: string,
  {
    kinds,
    positions,
    limit,
    offset,
  }: {
    kinds: readonly OrganisationKind[]
    positions: readonly Position[]
    limit: number
    offset: number
  },
): Promise<PublicMember[]> {
  const { rows } = await sql<PublicMember>`select ${memberColumns} from (
      select distinct on (p.organisation_id) p.* from members.public_members p
      where p.group_id = ${groupId} and p.position <> 'authority' and p.kind = any (${[...kinds]}::text[])
      order by p.organisation_id, array_position(${[...positions]}::text[], p.position)) m
      left join site.member_choices c on c.organisation_id = m.organisation_id
    order by array_position(${[...kinds]}::text[], m.kind), m.sort_key, m.organisation_id
    limit ${limit} offset ${offset}`.execute(db)
  return rows
}

/** Those who hold one of these positions in a group, in their order; at most two hundred. */
export async function selectHolders(
  db: Db,
  groupId: string,
  positions: readonly Position[],
): Promise<PublicMember[]> {
  const { rows } = await sql<PublicMember>`select ${memberColumns} from ${MEMBERS}
    where m.group_id = ${groupId} and m.position = any (${[...positions]}::text[])
    order by array_position(${[...positions]}::text[], m.position), m.sort_key, m.organisation_id limit 200`.execute(
    db,
  )
  return rows
}

/** The public members among these organisations, for what comes from them. */
export async function selectPublicMembersById(db: Db, ids: readonly string[]): Promise<PublicMember[]> {
  const { rows } =
    await sql<PublicMember>`select distinct on (m.organisation_id) ${memberColumns} from ${MEMBERS}
    where m.organisation_id = any (${[...ids]}::uuid[])
      and m.group_id in (select s.group_id from site.settings s where s.public)
    order by m.organisation_id`.execute(db)
  return rows
}

export type MemberPage = PublicMember & {
  summary: Both | null
  website: string | null
  groups: { address: string; name: Both; position: Position; startsOn: string }[]
  updatedAt: Date
}

/** A member that has a page: in a public group today, and not shown by its name alone. */
export async function selectOptionalMemberPage(db: Db, code: string): Promise<MemberPage | undefined> {
  const { rows } = await sql<Omit<MemberPage, 'groups'> & { groups: string }>`select ${memberColumns},
      ${both('m.summary')} as summary, m.website, m.updated_at,
      (select json_agg(json_build_object('address', s.address, 'position', p.position, 'startsOn', p.starts_on,
          'name', json_build_object('zh', g.name_zh, 'en', g.name_en)) order by p.starts_on, g.id)
        from members.public_members p join site.settings s on s.group_id = p.group_id and s.public
        join members.public_groups g on g.id = p.group_id
        where p.organisation_id = m.organisation_id)::text as groups
    from ${MEMBERS}
    where m.code = ${code} and not coalesce(c.name_only, false)
      and m.group_id in (select s.group_id from site.settings s where s.public)
    limit 1`.execute(db)
  const row = rows[0]
  // As text, so that the names of its keys stay as they are.
  return row && { ...row, groups: JSON.parse(row.groups) }
}

/** Codes of all members that have a page, for the map of the site. */
export async function selectMemberPages(db: Db, limit: number): Promise<{ code: string; updatedAt: Date }[]> {
  const { rows } = await sql<{ code: string; updatedAt: Date }>`
    select distinct on (m.organisation_id) m.code, m.updated_at from ${MEMBERS}
    where not coalesce(c.name_only, false)
      and m.group_id in (select s.group_id from site.settings s where s.public)
    order by m.organisation_id limit ${limit}`.execute(db)
  return rows
}

export type PublicOrgan = {
  id: string
  kind: string
  name: Both | null
  holders: { office: string; organisationId: string; name: Both }[]
}

/** The organs of a group with the member organisations that hold their offices; at most fifty organs. */
export async function selectPublicOrgans(db: Db, groupId: string): Promise<PublicOrgan[]> {
  const { rows } = await sql<PublicOrgan & { holders: string }>`select o.organ_id as id, o.kind,
      ${both('o.name')} as name,
      coalesce(json_agg(json_build_object('office', o.office, 'organisationId', o.organisation_id,
        'name', json_build_object('zh', m.name_zh, 'en', m.name_en)) order by o.starts_on, m.sort_key)
        filter (where m.organisation_id is not null), '[]')::text as holders
    from members.public_offices o
    left join lateral (select p.organisation_id, p.name_zh, p.name_en, p.sort_key from members.public_members p
      where p.group_id = o.group_id and p.organisation_id = o.organisation_id limit 1) m on true
    where o.group_id = ${groupId}
    group by o.organ_id, o.kind, o.name_zh, o.name_en, o.place
    order by array_position(array['assembly', 'council', 'secretariat', 'working_committee', 'advisers', 'experts'],
      o.kind), o.place, o.organ_id limit 50`.execute(db)
  return rows.map(row => ({ ...row, holders: JSON.parse(row.holders) }))
}

export type SettingsRow = {
  address: string
  public: boolean
  firstPublicAt: Date | null
  intro: Both | null
  email: string | null
  phone: string | null
  version: number
}

export async function selectOptionalSettings(
  db: Db,
  groupId: string,
  lock = false,
): Promise<SettingsRow | undefined> {
  const { rows } = await sql<SettingsRow>`select address, public, first_public_at, ${both('intro')} as intro,
      office_email as email, office_phone as phone, version
    from site.settings where group_id = ${groupId} ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

export async function groupExists(db: Db, groupId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from members.public_groups where id = ${groupId}) as found`.execute(db)
  return rows[0]?.found === true
}

/** Writes settings over the version the editor saw, or the first ones over 0; undefined when there is another. */
export async function writeSettings(
  db: Db,
  groupId: string,
  seen: number,
  row: Pick<SettingsRow, 'address' | 'public' | 'intro' | 'email' | 'phone'>,
): Promise<number | undefined> {
  const { address, intro, email, phone } = row
  const first = sql`case when ${row.public} then now() end`
  const values = sql`${address}, ${row.public}, ${first}, ${intro?.zh ?? null}, ${intro?.en ?? null}, ${email}, ${phone}`
  const { rows } = await (seen === 0
    ? sql<{
        version: number
      }>`insert into site.settings (group_id, address, public, first_public_at, intro_zh,
        intro_en, office_email, office_phone)
      values (${groupId}, ${values}) on conflict (group_id) do nothing returning version`
    : sql<{ version: number }>`update site.settings set (address, public, first_public_at, intro_zh, intro_en,
        office_email, office_phone) = row (${address}, ${row.public}, coalesce(first_public_at, ${first}),
        ${intro?.zh ?? null}::text, ${intro?.en ?? null}::text, ${email}::text, ${phone}::text),
        version = version + 1, updated_at = now()
      where group_id = ${groupId} and version = ${seen} returning version`
  ).execute(db)
  return rows[0]?.version
}

export async function selectChoice(
  db: Db,
  organisationId: string,
): Promise<{ nameOnly: boolean; version: number }> {
  const { rows } = await sql<{ nameOnly: boolean; version: number }>`select name_only, version
    from site.member_choices where organisation_id = ${organisationId}`.execute(db)
  return rows[0] ?? { nameOnly: false, version: 0 }
}

/** Writes a choice over the version its maker saw, or the first one over 0; undefined when there is another. */
export async function writeChoice(
  db: Db,
  organisationId: string,
  seen: number,
  nameOnly: boolean,
): Promise<number | undefined> {
  const { rows } = await (seen === 0
    ? sql<{ version: number }>`insert into site.member_choices (organisation_id, name_only)
      values (${organisationId}, ${nameOnly}) on conflict (organisation_id) do nothing returning version`
    : sql<{ version: number }>`update site.member_choices set name_only = ${nameOnly}, version = version + 1,
        updated_at = now()
      where organisation_id = ${organisationId} and version = ${seen} returning version`
  ).execute(db)
  return rows[0]?.version
}
