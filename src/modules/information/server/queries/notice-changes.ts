import { sql } from 'kysely'
import type { Viewer } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { AudienceChoice, NoticeInput, Rule } from '../../contract/notices.ts'

const json = (rules: readonly Rule[]) => sql`${JSON.stringify(rules)}::jsonb`

export async function mayAddress(db: Db, rules: readonly Rule[]): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select information.may_address(${json(rules)}) as may`.execute(
    db,
  )
  return rows[0]?.may === true
}

export async function selectReach(db: Db, rules: readonly Rule[]) {
  const { rows } = await sql<{ people: number; withoutAccount: number }>`
    select people, without_account from information.count_reach(${json(rules)})`.execute(db)
  return rows[0] ?? { people: 0, withoutAccount: 0 }
}

type Choice = Pick<AudienceChoice, 'scope' | 'id' | 'name'>

/** The classes, the organisations, the group and its public that the viewer may address; at most 300. */
export async function selectChoices(db: Db, viewer: Viewer): Promise<Choice[]> {
  const { organisationId, groupId, role, affiliationId } = viewer
  const classes = sql`select 'class' as scope, c.id, json_build_object('zh', c.name, 'en', null) as name, c.name as at
    from members.classes c where c.organisation_id = ${organisationId} and c.ends_on is null
      and (${role} = 'school_admin' or c.id = (select class_id from members.affiliations where id = ${affiliationId}))`
  const organisations = sql`select 'organisation', o.id, json_build_object('zh', o.name_zh, 'en', o.name_en), o.sort_key
    from members.organisations o where case when ${role} = 'secretariat'
      then o.id in (select m.organisation_id from members.memberships m where m.group_id = ${groupId} and m.ends_on is null)
      else o.id = ${organisationId} end`
  const groups = sql`select 'group', g.id, json_build_object('zh', g.name_zh, 'en', g.name_en), ''
    from members.groups g where g.id = ${groupId}`
  const publics = sql`select 'public', g.id, json_build_object('zh', g.name_zh, 'en', g.name_en), ''
    from members.groups g where g.id = ${groupId}`
  const parts = {
    teacher: [classes],
    school_admin: [organisations, classes],
    secretariat: [groups, publics, organisations],
  }
  const chosen = parts[role as keyof typeof parts] ?? [organisations]
  const { rows } = await sql<Choice & { place: number }>`${sql.join(
    chosen.map(
      (part, place) => sql`select ${place}::int as place, one.* from (${part}) as one(scope, id, name, at)`,
    ),
    sql` union all `,
  )} order by place, at, id limit 300`.execute(db)
  return rows.map(({ scope, id, name }) => ({ scope, id, name }))
}

export async function insertNotice(db: Db, viewer: Viewer, input: NoticeInput): Promise<string> {
  const { title, body } = input
  const { rows } = await sql<{ id: string }>`insert into information.notices (organisation_id, group_id,
      author_person_id, author_affiliation_id, author_name, title_zh, title_en, body_zh, body_en, audience, comments,
      held_on, expires_on)
    select ${viewer.organisationId}, ${viewer.role === 'secretariat' ? viewer.groupId : null}::uuid,
      ${viewer.personId}, a.id, a.name, ${title.zh}, ${title.en}, ${body.zh}, ${body.en}, ${json(input.audience)},
      ${input.comments}, ${input.heldOn}::date, ${input.expiresOn}::date
    from members.affiliations a where a.id = ${viewer.affiliationId} returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Keeps what a notice says now as a revision of its own, before it says something else. */
export async function keepRevision(db: Db, id: string): Promise<void> {
  await sql`insert into information.notice_revisions (notice_id, revision, title_zh, title_en, body_zh, body_en)
    select id, revision, title_zh, title_en, body_zh, body_en from information.notices where id = ${id}`.execute(
    db,
  )
}

/** Writes over what stands there; `revised` makes it the next revision. */
export async function updateNoticeRow(
  db: Db,
  id: string,
  input: NoticeInput,
  revised: boolean,
): Promise<{ version: number; revision: number }> {
  const { title, body } = input
  const { rows } = await sql<{ version: number; revision: number }>`update information.notices set
      title_zh = ${title.zh}, title_en = ${title.en}, body_zh = ${body.zh}, body_en = ${body.en},
      audience = ${json(input.audience)}, comments = ${input.comments}, held_on = ${input.heldOn}::date,
      expires_on = ${input.expiresOn}::date, version = version + 1, revision = revision + ${revised ? 1 : 0},
      edited_at = case when ${revised} then now() else edited_at end
    where id = ${id} returning version, revision`.execute(db)
  return rows[0] as { version: number; revision: number }
}

/** Publishes or withdraws, and puts or takes the keys its readers find it by. */
export async function updateState(db: Db, id: string, state: 'published' | 'withdrawn'): Promise<number> {
  const { rows } = await sql<{ version: number }>`update information.notices set state = ${state},
      published_at = coalesce(published_at, date_trunc('milliseconds', now())),
      withdrawn_at = case when ${state} = 'withdrawn' then now() end, version = version + 1
    where id = ${id} returning version`.execute(db)
  await settle(db, id)
  return (rows[0] as { version: number }).version
}

export async function settle(db: Db, id: string): Promise<void> {
  await sql`select information.settle_notice(${id})`.execute(db)
}

export async function deleteNotice(db: Db, id: string): Promise<void> {
  await sql`delete from information.notices where id = ${id} and state = 'draft'`.execute(db)
}
