import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'
import { openTestServices, TEST_SECRET, type TestServices } from '#test/services.ts'
import { recordAudit } from '../audit/record.ts'
import { sealBatch, writeHeads } from '../audit/seal.ts'
import { MIGRATIONS_DIR } from '../database/migration-files.ts'
import { localStore } from '../files/local.ts'
import { enqueueIn } from '../jobs/enqueue.ts'
import { sendMail } from '../mail/send.ts'
import { selectTables } from './catalogue.ts'
import { restore } from './restore.ts'
import { backup } from './write.ts'

const ACCOUNTS = 8
const SUM = 100_000 * ACCOUNTS
let services: TestServices
let dir: string
let archive: string
const made: TestDatabase[] = []

async function target(options: { empty?: boolean } = { empty: true }) {
  const database = await createTestDatabase(options)
  made.push(database)
  const name = randomBytes(4).toString('hex')
  return {
    url: database.url,
    files: localStore(join(dir, name, 'files')),
    secret: TEST_SECRET,
    dataDir: join(dir, name),
  }
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

const source = () => ({ url: services.url, files: services.files, secret: TEST_SECRET })

beforeAll(async () => {
  services = await openTestServices()
  dir = await mkdtemp(join(tmpdir(), 'overpass-backup-'))
  archive = join(dir, 'under-load.backup')
  await services.ownerPool.query(
    `insert into platform.tasks (kind, person_id, done, message_data)
     select 'test.account', uuidv7(), 100000, '{"text": "换行\\nTab\\t反斜\\\\杠"}' from generate_series(1, ${ACCOUNTS})`,
  )
  await services.ownerPool.query(
    `insert into platform.idempotency_keys (person_id, key, endpoint, request_hash, status)
     values (uuidv7(), 'the other account', 'a.b', '', 0)`,
  )
  for (let n = 0; n < 30; n++)
    await recordAudit(
      services.system,
      { action: 'test.did', subject: { kind: 'thing' }, organisationId: null },
      { viewer: null, requestId: null },
    )
  await sealBatch(services)
  await writeHeads(services)
  await enqueueIn(services.app, sendMail, { to: 'a@b.example', subject: 's', text: 't' }, { key: 'letter' })
  await underLoad(() => backup(source(), archive))
})
afterAll(async () => {
  await services.close()
  await Promise.all(made.map(database => database.drop()))
  await rm(dir, { recursive: true, force: true })
})

/** Moves amounts between accounts and adds files as fast as it can while `work` runs. */
async function underLoad(work: () => Promise<unknown>): Promise<void> {
  let going = true
  let moves = 0
  let added = 0
  const { rows } = await services.ownerPool.query<{ id: string }>('select id from platform.tasks')
  const one = () => rows[Math.floor(Math.random() * rows.length)]?.id
  const move = async () => {
    const client = await services.systemPool.connect()
    while (going) {
      // Between two tables, so that a copy of tables at different moments would show.
      await client.query('begin')
      await client.query('update platform.tasks set done = done - 1 where id = $1', [one()])
      await client.query('update platform.idempotency_keys set status = status + 1')
      await client.query('commit')
      moves += 1
    }
    client.release()
  }
  const add = async () => {
    while (going) {
      const stored = await services.files.put(Readable.from([randomBytes(5000)]), { maxBytes: 1e6 })
      await services.ownerPool.query(
        `insert into platform.files (purpose, name, media_type, size, sha256)
         values ('test', 'f', 'application/octet-stream', $1, decode($2, 'hex'))`,
        [stored.size, stored.sha256],
      )
      added += 1
    }
  }
  const load = [move(), move(), add(), add()]
  try {
    await vi.waitFor(() => expect(Math.min(moves, added)).toBeGreaterThan(5), { timeout: 20_000 })
    const before = moves
    await work()
    expect(moves).toBeGreaterThan(before)
  } finally {
    going = false
    await Promise.all(load)
  }
}

test('a backup made under load is the state of one moment', async () => {
  const into = await target()
  const result = await restore(into, archive)
  expect(result).toMatchObject({ sameSecret: true, migrated: [], audit: { ok: true, entries: 30 } })

  const [sum] = await query<{ sum: string; n: string }>(
    into.url,
    `select sum(done) + (select status from platform.idempotency_keys) as sum, count(*) as n from platform.tasks`,
  )
  expect(sum).toEqual({ sum: String(SUM), n: String(ACCOUNTS) })
  const [text] = await query(into.url, 'select message_data from platform.tasks limit 1')
  expect(text).toEqual({ message_data: { text: '换行\nTab\t反斜\\杠' } })

  const rows = await query<{ hash: string }>(
    into.url,
    `select encode(sha256, 'hex') as hash from platform.files`,
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const { hash } of rows) expect(await into.files.has(hash)).toBe(true)
})

test('what is restored goes on: sequences, queue, triggers, foreign keys, rights', async () => {
  const into = await target()
  await restore(into, archive)
  const [entry] = await query<{ id: string }>(
    into.url,
    `insert into audit.entries (action, subject_kind, salt, commitment) values ('a', 'b', '', '') returning id`,
  )
  expect(Number(entry?.id)).toBeGreaterThan(30)
  const jobs = await query(into.url, 'select task_identifier, key, locked_by from graphile_worker.jobs')
  expect(jobs).toEqual([{ task_identifier: 'mail.send', key: 'letter', locked_by: null }])
  const facts = `select
    (select count(*) from pg_trigger where tgenabled <> 'O')::int as disabled,
    (select count(*) from pg_constraint where contype = 'f' and convalidated)::int as keys,
    (select count(*) from pg_policy)::int as policies,
    has_table_privilege('overpass_app', 'platform.tasks', 'insert') as may`
  expect(await query(into.url, facts)).toEqual(await query(services.url, facts))
})

test('the counts of all tables are equal, and a restored backup can be backed up', async () => {
  const calm = join(dir, 'calm.backup')
  await backup(source(), calm)
  const into = await target()
  await restore(into, calm)
  const client = new pg.Client({ connectionString: into.url })
  await client.connect()
  const tables = await selectTables(client)
  await client.end()
  expect(tables.length).toBeGreaterThan(10)
  const counts = tables
    .filter(({ schema, table }) => `${schema}.${table}` !== 'audit.entries')
    .map(({ schema, table }) => `(select count(*) from ${schema}."${table}")::int as "${schema}.${table}"`)
  expect(await query(into.url, `select ${counts}`)).toEqual(await query(services.url, `select ${counts}`))
  await backup(into, join(dir, 'again.backup'))
})

test('a database that holds data is refused, and replaced when forced', async () => {
  const into = await target({})
  await query(into.url, `insert into platform.tasks (kind, person_id) values ('old.one', uuidv7())`)
  await expect(restore(into, archive)).rejects.toThrow(/holds data already \(platform\.tasks\)/)
  expect(await query(into.url, 'select kind from platform.tasks')).toEqual([{ kind: 'old.one' }])
  await restore(into, archive, { force: true })
  expect(await query(into.url, 'select distinct kind from platform.tasks')).toEqual([
    { kind: 'test.account' },
  ])
})

test('a database in use is refused even when forced', async () => {
  const into = { ...(await target()), url: services.url }
  await services.appPool.query('select 1')
  await expect(restore(into, archive, { force: true })).rejects.toThrow(/running on this database/)
})

test('one changed byte anywhere, or a missing end, is refused and nothing is written', async () => {
  const into = await target()
  const bytes = await readFile(archive)
  const bad = join(dir, 'bad.backup')
  const places = [
    0,
    20,
    Math.floor(bytes.length / 3),
    Math.floor(bytes.length / 2),
    bytes.length - 70,
    bytes.length - 1,
  ]
  for (const place of places) {
    const changed = Buffer.from(bytes)
    changed[place] = (changed[place] ?? 0) ^ 1
    await writeFile(bad, changed)
    await expect(restore(into, bad, { force: true })).rejects.toThrow(/not a whole backup/)
  }
  for (const length of [0, 10, bytes.length - 1, Math.floor(bytes.length / 2)]) {
    await writeFile(bad, bytes.subarray(0, length))
    await expect(restore(into, bad)).rejects.toThrow(/not a whole backup/)
  }
  await expect(restore(into, join(dir, 'nowhere'))).rejects.toThrow(/There is no file/)
  expect(await query(into.url, `select to_regclass('platform.tasks') is null as untouched`)).toEqual([
    { untouched: true },
  ])
})

test('a backup of another version is refused in plain words, an older one is brought forward', async () => {
  const newer = join(dir, 'migrations')
  const { cp } = await import('node:fs/promises')
  await cp(MIGRATIONS_DIR, newer, { recursive: true })
  const last = '20990101T0000_later.sql'
  await writeFile(
    join(newer, last),
    'alter table platform.tasks add column later int not null default 7;\ncreate table platform.later_things (id int);',
  )
  const into = await target()
  const result = await restore(into, archive, { migrationsDir: newer })
  expect(result.migrated).toEqual([last])
  expect(await query(into.url, 'select distinct later from platform.tasks')).toEqual([{ later: 7 }])

  const fromNewer = join(dir, 'newer.backup')
  await backup(into, fromNewer)
  await expect(restore(await target(), fromNewer)).rejects.toThrow(/newer Overpass.*20990101T0000_later/)

  const name = (await readdir(newer)).sort()[0] ?? ''
  await writeFile(join(newer, name), `${await readFile(join(newer, name), 'utf8')}\n-- edited`)
  await expect(restore(await target(), archive, { migrationsDir: newer })).rejects.toThrow(/differs/)
})

test('a failure in the middle leaves the database as it was', async () => {
  const into = await target({})
  await query(into.url, `insert into platform.tasks (kind, person_id) values ('old.one', uuidv7())`)
  const broken = join(dir, 'broken-migrations')
  const { cp } = await import('node:fs/promises')
  await cp(MIGRATIONS_DIR, broken, { recursive: true })
  await writeFile(join(broken, '20990101T0000_broken.sql'), 'select 1 / 0')
  await expect(restore(into, archive, { force: true, migrationsDir: broken })).rejects.toThrow(
    /division by zero/,
  )
  expect(await query(into.url, 'select kind from platform.tasks')).toEqual([{ kind: 'old.one' }])
})

test('the secret stays out, another one is noticed, and the file is for its owner alone', async () => {
  const into = { ...(await target()), secret: 'another secret of thirty-two characters at least' }
  expect(await restore(into, archive)).toMatchObject({ sameSecret: false, audit: { ok: true } })
  expect((await readFile(archive)).includes(TEST_SECRET)).toBe(false)
  expect((await stat(archive)).mode & 0o777).toBe(0o600)
})

test('an existing file is never overwritten, and a failed backup leaves none', async () => {
  const taken = join(dir, 'taken')
  await copyFile(archive, taken)
  await expect(backup(source(), taken)).rejects.toThrow(/exists already/)
  const files = {
    ...services.files,
    list: () => Readable.from([{ sha256: 'f'.repeat(64), size: 1 }]),
    read: async () => Readable.from([Buffer.from('x')]),
  }
  const failed = join(dir, 'failed')
  await expect(backup({ ...source(), files }, failed)).rejects.toThrow(/damaged/)
  expect((await readdir(dir)).filter(name => name.startsWith('failed') || name.endsWith('.partial'))).toEqual(
    [],
  )
})
