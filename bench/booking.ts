// npm run bench -- booking: 200 people who want the same 20 times in the same second, over two processes on one database:
// every time is given once, whoever comes too late is told the next one that is free; attempts a second and how long one
// takes. The times are of OFFERS offers (4): those of one offer are given one after another, whoever asks.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sessionCookie } from '#modules/accounts/server/cookies.ts'
import { instantOf } from '#modules/sharing/rules/zone.ts'
import { daysAfter, mondayOf, today } from '#platform/contract/days.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { sessionOf } from '#test/sign-in.ts'
import packageJson from '../package.json' with { type: 'json' }
import { median, ms, p95, withApplication } from './common/application.ts'

const OFFERS = Number(process.env.OFFERS ?? 4)
const PROCESSES = 2
const PEOPLE = 200
const TIMES = 20
const TIMES_A_DAY = 10
const HOUR = 3_600_000
const ROUNDS = 8
const WARM_UP = 2
const GOAL_RATE = 300
const GOAL_MS = 250

type Attempt = { took: number; status: number; code?: string; next?: string }

/** Offers that members may book at once, open from eight to six on working days. */
async function makeOffers({ ownerPool }: OpenServices): Promise<string[]> {
  const { rows } = await ownerPool.query<{ id: string }>(
    `with made as (insert into sharing.offers (organisation_id, kind, state, title_zh, units, languages, slot_minutes,
        longest_minutes, at_once, hold_hours)
      select o.id, 'room', 'published', '动捕棚 ' || n, 1, '{zh}', 60, 480, true, 48
      from members.organisations o, generate_series(1, $1) n where o.code = 'BC01' returning id),
    opened as (insert into sharing.windows (offer_id, weekday, from_minute, until_minute, from_date)
      select id, weekday, 480, 1080, '2020-01-01' from made, generate_series(1, 5) weekday)
    select id from made`,
    [OFFERS],
  )
  return rows.map(({ id }) => id)
}

/** Teachers of members of the owner's groups, each with a session. */
async function signIn(services: OpenServices): Promise<string[]> {
  const { rows } = await services.ownerPool.query<{ personId: string; affiliationId: string }>(
    `select person_id as "personId", id as "affiliationId" from members.affiliations
      where role = 'teacher' and ends_on is null and person_id is not null and sharing.may_book((select id
        from members.organisations where code = 'BC01'), organisation_id) order by id limit $1`,
    [PEOPLE],
  )
  if (rows.length < PEOPLE) throw new Error(`the demo group has ${rows.length} teachers with an account`)
  const name = sessionCookie(services.config)
  return Promise.all(rows.map(async row => `${name}=${await sessionOf({ services }, row)}`))
}

async function start(env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; address: string }> {
  const child = fork(join(import.meta.dirname, 'sharing/server-child.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: packageJson.scripts.serve.split(' ').filter(word => word.startsWith('--')),
    env: { ...process.env, ...env, NODE_ENV: 'production' },
  })
  const [address] = (await once(child, 'message')) as [string]
  return { child, address }
}

async function attempt(
  address: string,
  cookie: string,
  { offer, from }: { offer: string; from: number },
): Promise<Attempt> {
  const began = performance.now()
  const response = await fetch(`${address}/api/offers/${offer}/bookings`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'x-overpass': '1' },
    body: JSON.stringify({
      ...{ from: new Date(from).toISOString(), until: new Date(from + HOUR).toISOString() },
      ...{ units: 1, with: [], people: 20, purpose: '动作捕捉课', classId: null, wait: false },
    }),
  })
  const { error } = (await response.json()) as { error?: { code: string; data?: { next?: string } } }
  return {
    ...{ took: performance.now() - began, status: response.status },
    ...{ code: error?.code, next: error?.data?.next },
  }
}

/** The days of a round have not been booked before; a day has ten times. */
function wishOf(person: number, round: number, offers: readonly string[]) {
  const time = person % TIMES
  const at = Math.floor(time / OFFERS)
  const days = Math.ceil(TIMES / OFFERS / TIMES_A_DAY)
  const nth = round * days + Math.floor(at / TIMES_A_DAY)
  const day = daysAfter(daysAfter(mondayOf(today()), 14), 7 * Math.floor(nth / 5) + (nth % 5))
  return {
    offer: offers[time % OFFERS] as string,
    from: instantOf(day, 480) + (at % TIMES_A_DAY) * HOUR,
  }
}

await withApplication(async ({ services, env }) => {
  const offers = await makeOffers(services)
  const cookies = await signIn(services)
  const servers = await Promise.all(Array.from({ length: PROCESSES }, () => start(env)))
  try {
    console.log(
      `${PEOPLE} people, ${TIMES} times of ${OFFERS} offers, ${PROCESSES} processes, ${ROUNDS} rounds after ${WARM_UP}`,
    )
    const [rates, took]: [number[], number[]] = [[], []]
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const began = performance.now()
      const answers = await Promise.all(
        cookies.map((cookie, i) =>
          attempt(servers[i % PROCESSES]?.address ?? '', cookie, wishOf(i, round, offers)),
        ),
      )
      const seconds = (performance.now() - began) / 1000
      const given = answers.filter(({ status }) => status === 200).length
      const late = answers.filter(({ status, next }) => status === 409 && next).length
      if (given !== TIMES || given + late !== PEOPLE)
        throw new Error(
          `${given} given, ${late} told the next: ${JSON.stringify(answers.find(one => one.status !== 200 && !one.next))}`,
        )
      if (round < WARM_UP) continue
      rates.push(PEOPLE / seconds)
      took.push(...answers.map(one => one.took))
    }
    const { rows } = await services.ownerPool.query<{ twice: number }>(
      `select count(*)::int as twice from sharing.parts p join sharing.parts q on q.offer_id = p.offer_id and q.id > p.id
        and q.during && p.during where p.offer_id = any ($1)`,
      [offers],
    )
    const twice = rows[0]?.twice ?? -1
    console.log(
      `booking given twice=${twice} median=${ms(median(took))} p95=${ms(p95(took))} goal<=${GOAL_MS} ms`,
    )
    console.log(`booking rate=${median(rates).toFixed(0)}/s goal=${GOAL_RATE}/s`)
    process.exitCode = twice === 0 && median(rates) >= GOAL_RATE && p95(took) <= GOAL_MS ? 0 : 1
  } finally {
    for (const { child } of servers) child.send('end')
    await Promise.all(servers.map(({ child }) => once(child, 'exit')))
  }
})
