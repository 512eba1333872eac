// npm run bench -- todo: a person's to-do list among a million open items, through the whole stack and as bare SQL.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { buildApp } from '#app/platform.ts'
import { loadDemo } from '#demo/load.ts'
import { OPEN_LIST } from '#modules/information/server/queries/todos.ts'
import type { Viewer } from '#platform/contract/access.ts'
import { readConfig } from '#platform/server/config.ts'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { createLog } from '#platform/server/log.ts'
import { type OpenServices, openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'

const ITEMS = 1_000_000
/** On the person's own desk, and on that of their role: more than anyone works off. */
const OWN = 200
const ROLE = 2_000
const ROUNDS = 5
const A_ROUND = 400
const WARM_UP = 500
const GOAL = 2

const FIRST_PAGE = ['0001-01-01', '00000000-0000-0000-0000-000000000000', 26]

type Admin = { personId: string; affiliationId: string; organisationId: string }

/** A million open items on fifty thousand desks, the administrator's among them. */
async function fill(owner: pg.Pool): Promise<Admin> {
  await loadDemo(owner)
  const { rows } = await owner.query<Admin>(
    `select a.person_id as "personId", a.id as "affiliationId", a.organisation_id as "organisationId"
      from accounts.personas p join members.affiliations a on a.id = p.affiliation_id where a.role = 'school_admin'`,
  )
  const admin = rows[0]
  if (!admin) throw new Error('the demo group has no administrator')
  await owner.query(
    `with others as (select array(select gen_random_uuid() from generate_series(1, 50000)) as ids)
      insert into information.todos (desk, kind, data, path, subject_kind, subject_id, due_on)
      select case when n <= $1 then 'a:' || $3 when n <= $2 then 'o:' || $4 || ':school_admin'
          else 'a:' || ids[1 + n % 50000] end,
        'information.example', jsonb_build_object('name', 'item ' || n), '/imports/' || n, 'example', n::text,
        case when n % 5 > 0 then platform.today() + (n % 200 * 79 % 200) - 40 end
      from others, generate_series(1, $5) n`,
    [OWN, OWN + ROLE, admin.affiliationId, admin.organisationId, ITEMS],
  )
  await owner.query('vacuum analyze information.todos')
  return admin
}

/**
 * One connection that stays open and asks for one list after another. Written and read as bytes: the client of a
 * benchmark should not weigh more than what it measures.
 */
class Asker {
  private readonly socket: Socket
  private readonly request: string
  private received: Buffer = Buffer.alloc(0)
  private answered: ((body: Buffer) => void) | undefined

  constructor(address: URL, cookie: string) {
    this.request = `GET ${address.pathname} HTTP/1.1\r\nhost: ${address.host}\r\ncookie: ${cookie}\r\n\r\n`
    this.socket = connect(Number(address.port), address.hostname).setNoDelay()
    this.socket.on('data', part => this.take(part))
  }

  private take(part: Buffer): void {
    this.received = this.received.length ? Buffer.concat([this.received, part]) : part
    const head = this.received.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = /content-length: (\d+)/i.exec(this.received.toString('latin1', 0, head))?.[1]
    if (!length) throw new Error('the answer does not tell its length')
    const end = head + 4 + Number(length)
    if (this.received.length < end) return
    const body = this.received.subarray(head + 4, end)
    this.received = this.received.subarray(end)
    this.answered?.(body)
  }

  /** Milliseconds until the whole answer is there. */
  async list(): Promise<number> {
    const began = performance.now()
    const body = await new Promise<Buffer>(resolve => {
      this.answered = resolve
      this.socket.write(this.request)
    })
    const took = performance.now() - began
    const { rows } = JSON.parse(body.toString()) as { rows?: unknown[] }
    if (rows?.length !== 25) throw new Error(`the list answered ${body.toString().slice(0, 200)}`)
    return took
  }

  end(): void {
    this.socket.destroy()
  }
}

async function listBare(client: pg.PoolClient): Promise<number> {
  const began = performance.now()
  const { rows } = await client.query({
    ...OPEN_LIST,
    values: FIRST_PAGE,
  })
  const took = performance.now() - began
  if (rows.length !== 26) throw new Error(`the statement gave ${rows.length} rows`)
  return took
}

/** The same statement in a viewer's transaction, as every personal list is read: what row-level security asks for. */
async function listAsViewer(pool: pg.Pool, admin: Admin): Promise<number> {
  const began = performance.now()
  const viewer: Viewer = { ...admin, role: 'school_admin', groupId: null }
  await asViewer(pool, viewer, true, transaction => transaction.query({ ...OPEN_LIST, values: FIRST_PAGE }))
  return performance.now() - began
}

function p95(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const ms = (value: number) => `${value.toFixed(2)} ms`

async function measure(services: OpenServices, admin: Admin): Promise<number> {
  const app = await buildApp(services, { requestsAMinute: 1_000_000_000 })
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/todos`
  let asker: Asker | undefined
  // The same pool: a connection of its own on which the viewer is set once and for all.
  const client = await services.appPool.connect()
  try {
    await client.query(`select set_config('overpass.person', $1, false)`, [admin.personId])
    const signIn = await app.inject({
      method: 'POST',
      url: '/api/accounts/personas/sign-in',
      headers: { 'x-overpass': '1' },
      payload: { affiliationId: admin.affiliationId },
    })
    const cookie = signIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    asker = new Asker(new URL(url), cookie)
    for (let i = 0; i < WARM_UP; i++) {
      await asker.list()
      await listAsViewer(services.appPool, admin)
      await listBare(client)
    }
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [stack, inside, bare]: [number[], number[], number[]] = [[], [], []]
      // In turn, so that whatever else the machine does weighs on both alike.
      for (let i = 0; i < A_ROUND; i++) {
        stack.push(await asker.list())
        inside.push(await listAsViewer(services.appPool, admin))
        bare.push(await listBare(client))
      }
      ratios.push(p95(stack) / p95(bare))
      console.log(
        `round ${round + 1}: whole stack p95 ${ms(p95(stack))} (median ${ms(median(stack))}), ` +
          `in a viewer's transaction p95 ${ms(p95(inside))} (median ${ms(median(inside))}), ` +
          `bare SQL p95 ${ms(p95(bare))} (median ${ms(median(bare))})`,
      )
    }
    return median(ratios)
  } finally {
    client.release(true)
    asker?.end()
    await app.close()
  }
}

const dir = await mkdtemp(join(tmpdir(), 'overpass-bench-'))
// Under root the database runs as another account, which has to pass through.
await chmod(dir, 0o711)
const database = await startEmbedded({ dataDir: dir })
try {
  await prepareDatabase(database.url, () => {})
  const config = readConfig('demo', { OVERPASS_DATA: dir, LOG_LEVEL: 'error' })
  const services = await openServices(config, database.url, await createText({ zh, en }), createLog('error'))
  try {
    const admin = await fill(services.ownerPool)
    console.log(`${ITEMS} open items, ${OWN + ROLE} of them the person's; pages of 25, one after another`)
    const ratio = await measure(services, admin)
    console.log(`todo ratio=${ratio.toFixed(2)} goal=${GOAL}`)
    process.exitCode = ratio <= GOAL ? 0 : 1
  } finally {
    await services.close()
  }
} finally {
  await database.stop()
  await rm(dir, { recursive: true, force: true })
}
