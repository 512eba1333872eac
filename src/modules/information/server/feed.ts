import { sql } from 'kysely'
import { missing } from '#platform/contract/errors.ts'
import type { Language } from '#platform/contract/fields.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import { hashOfAddressSecret, makeAddressSecret } from '#platform/server/address-secret.ts'
import type { Context, Services } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { ownAddress } from '#platform/server/own-address.ts'
import type * as contract from '../contract/letters.ts'
import { type CalendarEntry, writeCalendar } from '../rules/ics.ts'
import { asPerson } from './as-person.ts'
import { selectTodos } from './queries/todos.ts'

/** More than a calendar can show sensibly. */
const MOST = 300

type Stored = { createdAt: Date; lastUsedAt: Date | null }

/** What its secrets are for. */
export const FEED = 'information.feed'

export const getFeed: Handler<typeof contract.getFeed> = async context => {
  const { rows } = await sql<Stored>`select created_at, last_used_at from information.feeds
    where person_id = ${context.signedIn().personId}`.execute(context.db)
  return {
    createdAt: rows[0]?.createdAt.toISOString() ?? null,
    lastUsedAt: rows[0]?.lastUsedAt?.toISOString() ?? null,
  }
}

export const createFeed: Handler<typeof contract.createFeed> = async context => {
  const { personId } = context.signedIn()
  const { shown, hash } = makeAddressSecret(FEED)
  await sql`insert into information.feeds (person_id, token_hash) values (${personId}, ${hash})
    on conflict (person_id) do update set token_hash = ${hash}, created_at = now(),
      last_used_at = null`.execute(context.db)
  await note(context, 'information.feed_created')
  return { url: ownAddress(context.config, `/api/calendar/${shown}.ics`) }
}

export const revokeFeed: Handler<typeof contract.revokeFeed> = async context => {
  await sql`delete from information.feeds where person_id = ${context.signedIn().personId}`.execute(
    context.db,
  )
  await note(context, 'information.feed_revoked')
  return undefined
}

const note = (context: Context, action: string) =>
  context.audit({
    action,
    subject: { kind: 'person', id: context.signedIn().personId },
    organisationId: null,
  })

/** The calendar of whoever the secret belongs to; whatever is wrong with it answers alike. */
export const readFeed: Handler<typeof contract.readFeed> = async (context, { params }) => {
  const token = /^([\w-]{43})\.ics$/.exec(params.token)?.[1]
  if (!token) return missing()
  const { rows } = await sql<{ personId: string; language: Language }>`update information.feeds f
      set last_used_at = case when f.last_used_at > now() - interval '1 hour' then f.last_used_at else now() end
    from members.persons p where p.id = f.person_id and f.token_hash = ${hashOfAddressSecret(FEED, token)}
    returning p.id as person_id, p.language`.execute(context.system)
  const [owner] = rows
  if (!owner) return missing()
  const entries = await entriesOf(context, owner.personId, owner.language)
  const name = context.text(owner.language, 'information.feed.name')
  return {
    name: 'overpass.ics',
    mediaType: 'text/calendar; charset=utf-8',
    content: Buffer.from(writeCalendar(name, entries)),
  }
}

type DatedNotice = {
  id: string
  title_zh: string
  title_en: string | null
  held_on: string
  revision: number
  at: Date
}

async function entriesOf(services: Services, personId: string, language: Language): Promise<CalendarEntry[]> {
  const host = new URL(ownAddress(services.config, '/')).hostname
  const [todos, notices] = await asPerson(services, personId, async reach => [
    await selectTodos(reach, 'open', null, MOST),
    await reach.query<DatedNotice>({
      name: 'notices-dated',
      text: `select n.id, n.title_zh, n.title_en, n.held_on, n.revision, coalesce(n.edited_at, n.published_at) as at
        from information.notices n
        where n.state = 'published' and n.held_on >= platform.today() - 90 and not information.is_over(n.expires_on)
          and n.id in (select k.notice_id from information.notice_keys k)
        order by n.held_on, n.id limit $1`,
      values: [MOST],
    }),
  ])
  return [
    ...todos.flatMap(todo =>
      todo.due_on
        ? [
            {
              uid: `todo-${todo.id}@${host}`,
              day: todo.due_on,
              summary: services.text(language, `todo.${todo.kind}`, todo.data),
              url: ownAddress(services.config, todo.path),
              stamp: todo.created_at,
              sequence: 0,
            },
          ]
        : [],
    ),
    ...notices.map(notice => ({
      uid: `notice-${notice.id}@${host}`,
      day: notice.held_on,
      summary: inLanguage({ zh: notice.title_zh, en: notice.title_en }, language),
      url: ownAddress(services.config, `/notices/${notice.id}`),
      stamp: notice.at,
      sequence: notice.revision - 1,
    })),
  ]
}
