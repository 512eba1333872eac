import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { ProgrammeGroup, ProgrammeGroupInput, ProgrammeGroupRow } from '../../contract/groups.ts'
import { bilingual } from '../values.ts'

type Row = {
  id: string
  nameZh: string
  nameEn: string | null
  groupId: string
  groupZh: string
  groupEn: string | null
}

/** All programme groups by name; at most two hundred. */
export async function selectProgrammeGroups(db: Db): Promise<ProgrammeGroupRow[]> {
  const { rows } = await sql<Row & { programmes: number; schools: number }>`select g.id, g.name_zh, g.name_en,
      g.group_id, m.name_zh as group_zh, m.name_en as group_en, count(p.id)::int as programmes,
      count(distinct p.organisation_id)::int as schools
    from programmes.programme_groups g join members.groups m on m.id = g.group_id
      left join programmes.group_programmes x on x.programme_group_id = g.id
      left join programmes.programmes p on p.id = x.programme_id
    group by g.id, m.id order by g.name_zh, g.id limit 200`.execute(db)
  return rows.map(({ nameZh, nameEn, groupId, groupZh, groupEn, ...row }) => ({
    ...row,
    name: { zh: nameZh, en: nameEn },
    group: { id: groupId, name: { zh: groupZh, en: groupEn } },
  }))
}

export type StoredGroup = Pick<ProgrammeGroup, 'id' | 'groupId' | 'name' | 'group' | 'version'> & {
  summary: Bilingual | null
}

export async function selectOptionalProgrammeGroup(db: Db, id: string): Promise<StoredGroup | undefined> {
  type Found = Row & { summaryZh: string | null; summaryEn: string | null; version: number }
  const { rows } = await sql<Found>`select g.id, g.name_zh, g.name_en, g.group_id, m.name_zh as group_zh,
      m.name_en as group_en, g.summary_zh, g.summary_en, g.version
    from programmes.programme_groups g join members.groups m on m.id = g.group_id where g.id = ${id}`.execute(
    db,
  )
  const row = rows[0]
  if (!row) return undefined
  return {
    ...{ id: row.id, groupId: row.groupId, version: row.version, name: { zh: row.nameZh, en: row.nameEn } },
    group: { id: row.groupId, name: { zh: row.groupZh, en: row.groupEn } },
    summary: bilingual(row.summaryZh, row.summaryEn),
  }
}

/** The programmes of a group with the courses of their newest version in force; at most thirty. */
export async function selectGroupMembers(db: Db, groupId: string): Promise<ProgrammeGroup['programmes']> {
  type Found = Omit<ProgrammeGroup['programmes'][number], 'name' | 'organisation'> & {
    nameZh: string
    nameEn: string | null
    organisationId: string
    schoolZh: string
    schoolEn: string | null
  }
  const { rows } = await sql<Found>`select p.id, p.name_zh, p.name_en, p.level, p.organisation_id,
      o.name_zh as school_zh, o.name_en as school_en, v.id as version_id,
      coalesce((select json_agg(json_build_object('code', c.code,
          'name', json_build_object('zh', c.name_zh, 'en', c.name_en), 'mode', coalesce(m.mode, 'separate'))
          order by c.semester, c.place, c.code collate "C")
        from programmes.courses c left join programmes.group_courses m
          on m.programme_group_id = x.programme_group_id and m.programme_id = p.id and m.course_code = c.code
        where c.version_id = v.id), '[]') as courses
    from programmes.group_programmes x join programmes.programmes p on p.id = x.programme_id
      join members.organisations o on o.id = p.organisation_id
      left join lateral (select id from programmes.versions where programme_id = p.id and state = 'in_force'
        order by from_cohort desc limit 1) v on true
    where x.programme_group_id = ${groupId} order by p.level, o.sort_key, p.sort_key, p.id limit 30`.execute(
    db,
  )
  return rows.map(({ nameZh, nameEn, organisationId, schoolZh, schoolEn, ...row }) => ({
    ...row,
    name: { zh: nameZh, en: nameEn },
    organisation: { id: organisationId, name: { zh: schoolZh, en: schoolEn } },
  }))
}

/** What the courses of these versions teach, version by version. */
export async function selectTaught(db: Db, versionIds: string[]) {
  type Found = {
    versionId: string
    competencyId: string
    level: number
    nameZh: string
    nameEn: string | null
  }
  const { rows } =
    await sql<Found>`select c.version_id, a.competency_id, max(a.level)::int as level, k.name_zh, k.name_en
    from programmes.courses c join programmes.course_aims a on a.course_id = c.id
      join programmes.competencies k on k.id = a.competency_id
    where c.version_id = any (${versionIds}::uuid[])
    group by c.version_id, a.competency_id, k.name_zh, k.name_en, k.code order by k.code collate "C"`.execute(
      db,
    )
  return rows
}

async function writeMembers(db: Db, id: string, programmeIds: string[]): Promise<void> {
  await sql`delete from programmes.group_programmes where programme_group_id = ${id}
    and programme_id <> all (${programmeIds}::uuid[])`.execute(db)
  await sql`insert into programmes.group_programmes (programme_group_id, programme_id)
    select distinct ${id}::uuid, p.id from programmes.programmes p where p.id = any (${programmeIds}::uuid[])
    on conflict do nothing`.execute(db)
}

/** How many of these programmes belong to schools that are members of the group today. */
export async function selectMemberProgrammes(db: Db, groupId: string, ids: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from programmes.programmes p
    where p.id = any (${ids}::uuid[]) and exists (select from members.memberships m
      where m.organisation_id = p.organisation_id and m.group_id = ${groupId} and m.ends_on is null)`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

export async function insertProgrammeGroup(
  db: Db,
  groupId: string,
  input: ProgrammeGroupInput,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into programmes.programme_groups (group_id, name_zh, name_en,
      summary_zh, summary_en)
    values (${groupId}, ${input.name.zh}, ${input.name.en}, ${input.summary?.zh ?? null},
      ${input.summary?.en ?? null}) returning id`.execute(db)
  const { id } = rows[0] as { id: string }
  await writeMembers(db, id, input.programmeIds)
  return id
}

export async function updateProgrammeGroupRow(
  db: Db,
  id: string,
  version: number,
  input: ProgrammeGroupInput,
): Promise<number | undefined> {
  const { rows } = await sql<{
    version: number
  }>`update programmes.programme_groups set name_zh = ${input.name.zh},
      name_en = ${input.name.en}, summary_zh = ${input.summary?.zh ?? null},
      summary_en = ${input.summary?.en ?? null}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  if (!rows[0]) return undefined
  await writeMembers(db, id, input.programmeIds)
  return rows[0].version
}

export async function replaceSharing(
  db: Db,
  id: string,
  version: number,
  { programmeId, courses }: { programmeId: string; courses: { code: string; mode: string }[] },
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update programmes.programme_groups set version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  if (!rows[0]) return undefined
  await sql`delete from programmes.group_courses
    where programme_group_id = ${id} and programme_id = ${programmeId}`.execute(db)
  await sql`insert into programmes.group_courses (programme_group_id, programme_id, course_code, mode)
    select ${id}, ${programmeId}, c.code, c.mode from unnest(${courses.map(course => course.code)}::text[],
      ${courses.map(course => course.mode)}::text[]) as c (code, mode) on conflict do nothing`.execute(db)
  return rows[0].version
}
