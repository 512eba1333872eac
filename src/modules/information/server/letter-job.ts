import { sql } from 'kysely'
import { z } from 'zod'
import { GROUP_ZONE } from '#platform/contract/days.ts'
import type { Services } from '#platform/server/context.ts'
import { enqueueIn } from '#platform/server/jobs/enqueue.ts'
import { job } from '#platform/server/jobs/job.ts'
import { MAIL_ATTEMPTS, sendMail } from '#platform/server/mail/send.ts'
import { ownAddress } from '#platform/server/own-address.ts'
import { dayIn } from '../rules/days.ts'
import { LETTER_TITLES, type LetterFacts, writeLetter } from '../rules/letter.ts'
import { asPerson } from './as-person.ts'
import { selectTodoCounts } from './queries/todos.ts'
import { writeStopToken } from './secrets.ts'

type Due = {
  personId: string
  language: 'zh' | 'en' | 'both'
  email: string
  day: string
  since: Date | null
}
const BATCH = 200

/** Writes the letters that are due at an instant, each person's once a day; how many were sent. */
export async function writeLetters(services: Services, at: Date, signal?: AbortSignal): Promise<number> {
  let sent = 0
  let after: string | null = null
  for (;;) {
    const { rows }: { rows: Due[] } = await sql<Due>`select person_id, language, email, day, since
      from information.due_letters(${at}, ${after}, ${BATCH})`.execute(services.system)
    for (const due of rows) {
      signal?.throwIfAborted()
      if (await writeOne(services, due, at)) sent += 1
    }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return sent
    after = last.personId
  }
}

type Unread = { title_zh: string; title_en: string | null; all: number }

async function factsFor(services: Services, due: Due, at: Date): Promise<LetterFacts> {
  const [counts, unread] = await asPerson(services, due.personId, async reach => [
    await selectTodoCounts(reach, dayIn(GROUP_ZONE, at)),
    await reach.query<Unread>({
      name: 'notices-for-letter',
      text: `select n.title_zh, n.title_en, (count(*) over ())::int as "all" from information.notices n
        where n.state = 'published' and not information.is_over(n.expires_on)
          and n.id in (select k.notice_id from information.notice_keys k)
          and ($1::timestamptz is null or coalesce(n.edited_at, n.published_at) > $1)
          and not exists (select from information.notice_receipts r where r.notice_id = n.id
            and r.person_id = platform.viewer_person() and r.revision = n.revision)
        order by n.published_at desc, n.id desc limit $2`,
      values: [due.since, LETTER_TITLES],
    }),
  ])
  const stop = `/letters/stop#${encodeURIComponent(writeStopToken(services.config, due.personId))}`
  const link = (path: string) => ownAddress(services.config, path)
  return {
    open: counts.open,
    overdue: counts.overdue,
    notices: unread.map(row => ({ zh: row.title_zh, en: row.title_en })),
    moreNotices: Math.max(0, (unread[0]?.all ?? 0) - unread.length),
    links: { todos: link('/todos'), notices: link('/notices'), settings: link('/letters'), stop: link(stop) },
  }
}

async function writeOne(services: Services, due: Due, at: Date): Promise<boolean> {
  const facts = await factsFor(services, due, at)
  const worth = facts.open > 0 || facts.notices.length > 0
  return services.system.transaction().execute(async db => {
    // Of two processes that come here together, one writes the day down and sends.
    const { rows } = await sql`insert into information.letters (person_id, day, decided_at, sent)
      values (${due.personId}, ${due.day}::date, ${at}, ${worth}) on conflict do nothing returning 1`.execute(
      db,
    )
    if (!rows.length || !worth) return false
    const letter = { to: due.email, ...writeLetter(services.text, due.language, facts) }
    await enqueueIn(db, sendMail, letter, { maxAttempts: MAIL_ATTEMPTS })
    return true
  })
}

/** Every hour: whoever's zone and quiet hours allow it gets the day's or the week's letter. */
export const sendLetters = job({
  name: 'information.send_letters',
  payload: z.unknown(),
  cron: '5 * * * *',
  run: async (_, { services, signal }) => {
    if (services.mail.configured) await writeLetters(services, new Date(), signal)
    await sql`delete from information.letters where day < platform.today() - 40`.execute(services.system)
  },
})
