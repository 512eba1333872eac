// The process under load: the whole application on one port, bare routes over the same SQL on another.
import Fastify from 'fastify'
import type pg from 'pg'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { buildApp } from '#app/platform.ts'
import { organisationId } from '#demo/organisations/rows.ts'
import { selectItems } from '#modules/library/server/queries/list.ts'
import { selectOrganisations } from '#modules/members/server/queries/organisation-list.ts'
import { selectPeople } from '#modules/members/server/queries/people-list.ts'
import { readConfig } from '#platform/server/config.ts'
import { writeKey } from '#platform/server/database/keyset.ts'
import { openPool } from '#platform/server/database/pool.ts'
import { createLog } from '#platform/server/log.ts'
import { openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'

export type List = 'people' | 'organisations' | 'library'
/** Where the application and the bare routes listen, and each list's path in the application. */
export type Ready = { full: string; bare: string; paths: Record<List, string>; cookie: string }
type Statement = { name: string; text: string; values: unknown[] }

const url = process.env.DATABASE_URL ?? ''
const config = readConfig('demo')
const services = await openServices(config, url, await createText({ zh, en }), createLog(config.LOG_LEVEL))
const app = await buildApp(services, { requestsAMinute: 1_000_000_000 })
const full = await app.listen({ port: 0, host: '127.0.0.1' })
// As large as the application's, but free of row-level security, which would let a bare route see nobody.
const pool = openPool(url, 'overpass_system', { max: services.appPool.options.max })
const school = organisationId('BC01')

/** The key of a row in the middle of a list, so that a page of it is looked up and not only begun. */
async function middle(from: string, values: unknown[]): Promise<[string, string]> {
  const { rows } = await pool.query<{ sort_key: string; id: string }>(
    `select sort_key, id from ${from} order by sort_key, id offset (select count(*) / 2 from ${from}) limit 1`,
    values,
  )
  return [rows[0]?.sort_key ?? '', rows[0]?.id ?? '']
}

/** The statement that a list of the application runs. */
async function recorded(
  run: (asking: { query: () => Promise<never[]> }) => Promise<unknown>,
): Promise<Statement> {
  let seen: Statement | undefined
  const query = async (...[statement]: unknown[]): Promise<never[]> => {
    seen = statement as Statement
    return []
  }
  await run({ query })
  if (!seen) throw new Error('the list ran no statement')
  return seen
}

const peopleAfter = writeKey([
  'name',
  ...(await middle('members.affiliations where organisation_id = $1', [school])),
])
const organisationsAfter = writeKey(await middle(`members.organisations where kind = 'company'`, []))
const { rows: items } = await pool.query<{ at: string; id: string }>(
  `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, id from library.items
    where kind = 'model' order by created_at desc, id desc offset (select count(*) / 2 from library.items
      where kind = 'model') limit 1`,
)
const itemsAfter = writeKey([items[0]?.at ?? '', items[0]?.id ?? ''])
const bare = Fastify()
function bareRoute(path: string, statement: Statement): void {
  bare.get(path, async () => ({ rows: (await pool.query<pg.QueryResultRow>(statement)).rows }))
}
bareRoute(
  '/people',
  await recorded(asking =>
    selectPeople(
      asking,
      school,
      { role: 'student', state: 'active' },
      { sort: 'name', after: peopleAfter, limit: 25 },
    ),
  ),
)
bareRoute(
  '/library',
  await recorded(asking =>
    selectItems(asking, { kind: 'model' }, { sort: 'newest', after: itemsAfter, limit: 25 }),
  ),
)
bareRoute(
  '/organisations',
  await recorded(asking =>
    selectOrganisations(asking, { kind: 'company' }, { after: organisationsAfter, limit: 25 }),
  ),
)

const { rows } = await pool.query<{ id: string }>(
  `select p.affiliation_id as id from accounts.personas p join members.affiliations a on a.id = p.affiliation_id
    where a.role = 'school_admin'`,
)
const signIn = await app.inject({
  method: 'POST',
  url: '/api/accounts/personas/sign-in',
  headers: { 'x-overpass': '1' },
  payload: { affiliationId: rows[0]?.id },
})
if (signIn.statusCode !== 200) throw new Error(`sign-in answered ${signIn.statusCode}`)

process.send?.({
  full,
  bare: await bare.listen({ port: 0, host: '127.0.0.1' }),
  paths: {
    people: `/api/people?role=student&state=active&sort=name&limit=25&after=${encodeURIComponent(peopleAfter)}`,
    organisations: `/api/organisations?kind=company&limit=25&after=${encodeURIComponent(organisationsAfter)}`,
    library: `/api/library/items?kind=model&limit=25&after=${encodeURIComponent(itemsAfter)}`,
  },
  cookie: signIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
} satisfies Ready)

process.on('message', async message => {
  if (message === 'memory') process.send?.(process.memoryUsage())
  if (message !== 'end') return
  await Promise.all([app.close(), bare.close()])
  await Promise.all([services.close(), pool.end()])
  process.disconnect()
})
