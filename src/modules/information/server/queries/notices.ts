import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import { type NoticeRow, type Rule, UNREAD_COUNTED_MOST } from '../../contract/notices.ts'

type Both = { zh: string; en: string | null }
type Sender = { name: string; organisation: Both; group: Both | null }
type ListRow = {
  id: string
  title: Both
  sender: Sender
  published_at: Date
  held_on: string | null
  revision: number
  read: boolean
}

const SENDER = `json_build_object('name', n.author_name,
    'organisation', (select json_build_object('zh', o.name_zh, 'en', o.name_en) from members.organisations o
      where o.id = n.organisation_id),
    'group', (select json_build_object('zh', g.name_zh, 'en', g.name_en) from members.groups g
      where g.id = n.group_id)) as sender`
const TITLE = `json_build_object('zh', n.title_zh, 'en', n.title_en) as title`

/** The viewer's own notices: row-level security leaves of the keys only the viewer's. */
const ADDRESSED = `n.state = 'published' and not information.is_over(n.expires_on)
  and n.id in (select k.notice_id from information.notice_keys k)`
const READ = `exists (select from information.notice_receipts r
  where r.notice_id = n.id and r.person_id = platform.viewer_person() and r.revision = n.revision)`

export type After = readonly [read: boolean, publishedAt: string, id: string]

/** Notices addressed to the viewer after a key: unread first, then the newest. */
export async function selectNotices(
  { query }: Pick<Context, 'query'>,
  show: 'all' | 'unread',
  after: After | null,
  limit: number,
): Promise<NoticeRow[]> {
  const [read, at, id] = after ?? [null, null, null]
  const rows = await query<ListRow>({
    name: 'notices',
    text: `select n.id, ${TITLE}, ${SENDER}, n.published_at, n.held_on, n.revision, n.read
      from (select n.*, ${READ} as read from information.notices n where ${ADDRESSED}) n
      where ($4 = 'all' or not n.read) and ($1::boolean is null or n.read > $1
        or (n.read = $1 and (n.published_at, n.id) < ($2::timestamptz, $3::uuid)))
      order by n.read, n.published_at desc, n.id desc limit $5`,
    values: [read, at, id, show, limit],
  })
  return rows.map(({ published_at, held_on, ...row }) => ({
    ...row,
    heldOn: held_on,
    publishedAt: published_at.toISOString(),
  }))
}

export async function selectUnread({ query }: Pick<Context, 'query'>): Promise<number> {
  const rows = await query<{ unread: number }>({
    name: 'notices-unread',
    text: `select count(*)::int as unread from (select from information.notices n
      where ${ADDRESSED} and not ${READ} limit $1) n`,
    values: [UNREAD_COUNTED_MOST],
  })
  return rows[0]?.unread ?? 0
}

const STATE = sql.raw(`case when n.state = 'published' and information.is_over(n.expires_on) then 'over'
  else n.state end as state`)
const KEPT = sql`information.keeps(n.organisation_id, n.group_id, n.author_affiliation_id)`

export type KeptRow = {
  id: string
  title: Both
  sender: Sender
  state: 'draft' | 'published' | 'withdrawn' | 'over'
  publishedAt: Date | null
  createdAt: Date
  expiresOn: string | null
}

/** What the viewer keeps, the newest first, after an id. */
export async function selectKept(db: Db, after: string | null, limit: number): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`select n.id, ${sql.raw(TITLE)}, ${sql.raw(SENDER)}, ${STATE},
      n.published_at, n.created_at, n.expires_on
    from information.notices n
    where (n.organisation_id = platform.viewer_organisation() or n.group_id = platform.viewer_group()) and ${KEPT}
      and (${after}::uuid is null or n.id < ${after}::uuid)
    order by n.id desc limit ${limit}`.execute(db)
  return rows
}

export type StoredNotice = {
  id: string
  organisationId: string
  groupId: string | null
  authorAffiliationId: string
  state: KeptRow['state']
  title: Both
  body: Both
  sender: Sender
  audience: Rule[]
  comments: boolean
  heldOn: string | null
  expiresOn: string | null
  revision: number
  version: number
  publishedAt: Date | null
  editedAt: Date | null
  read: boolean
}

/** A notice that the viewer reads or keeps; `lock` for a change. */
export async function selectOptionalNotice(
  db: Db,
  id: string,
  lock = false,
): Promise<StoredNotice | undefined> {
  const { rows } =
    await sql<StoredNotice>`select n.id, n.organisation_id, n.group_id, n.author_affiliation_id,
      ${STATE}, ${sql.raw(TITLE)}, json_build_object('zh', n.body_zh, 'en', n.body_en) as body, ${sql.raw(SENDER)},
      n.audience::text as audience, n.comments, n.held_on, n.expires_on, n.revision, n.version, n.published_at,
      n.edited_at, ${sql.raw(READ)} as read
    from information.notices n where n.id = ${id} ${lock ? sql`for update of n` : sql``}`.execute(db)
  const row = rows[0]
  // As text, so that the names of its keys stay as they are.
  return row && { ...row, audience: JSON.parse(row.audience as unknown as string) }
}

export async function selectRevisions(db: Db, id: string) {
  const { rows } = await sql<{ revision: number; title: Both; body: Both; replacedAt: Date }>`select revision,
      json_build_object('zh', title_zh, 'en', title_en) as title,
      json_build_object('zh', body_zh, 'en', body_en) as body, replaced_at
    from information.notice_revisions where notice_id = ${id} order by revision desc limit 50`.execute(db)
  return rows.map(row => ({ ...row, replacedAt: row.replacedAt.toISOString() }))
}

/** Notes that the viewer has read a revision; an older one never replaces a newer. */
export async function upsertReceipt(db: Db, id: string, personId: string, revision: number): Promise<void> {
  await sql`insert into information.notice_receipts as r (notice_id, person_id, revision)
    values (${id}, ${personId}, ${revision}) on conflict (notice_id, person_id)
    do update set revision = excluded.revision, read_at = now() where r.revision < excluded.revision`.execute(
    db,
  )
}
