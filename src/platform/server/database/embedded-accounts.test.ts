import { chmod, chown, cp, mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nobody } from './embedded/account.ts'
import {
  type Child,
  type ChildOptions,
  killHard,
  makeCheckout,
  makeTempDir,
  query,
  removeTempDir,
  startChild,
} from './embedded-fixtures.ts'

let dir: string
let children: Child[] = []

beforeEach(async () => {
  dir = await makeTempDir()
})

afterEach(async () => {
  for (const child of children) await child.end()
  children = []
  await removeTempDir(dir)
})

function start(dataDir: string, options: ChildOptions = {}): Child {
  const child = startChild(dataDir, { sharedDir: join(dir, 'shared'), ...options })
  children.push(child)
  return child
}

async function urlOf(child: Child): Promise<string> {
  const { url, error } = await child.said
  if (!url) throw new Error(error)
  return url
}

describe.skipIf(process.getuid?.() !== 0)('started by root', () => {
  test('the server runs as nobody', async () => {
    const data = join(dir, 'data')
    await urlOf(start(data))
    const account = await nobody()
    expect(await stat(join(data, 'database/cluster'))).toMatchObject({ uid: account?.uid })
  })

  test('in a closed checkout, programs and data go where the account can reach them, and are found again', async () => {
    const checkout = join(dir, 'closed')
    const data = join(checkout, 'data')
    await makeCheckout(checkout)
    await chmod(checkout, 0o700)
    const first = start(data, { checkout })
    await query(await urlOf(first), 'create table t (a int); insert into t values (5)')
    const { logs } = await first.said
    expect(logs.join()).toContain(join(dir, 'shared'))
    await first.end()
    const second = start(data, { checkout })
    expect(await query(await urlOf(second), 'select a from t')).toEqual([{ a: 5 }])
    expect((await second.said).logs).toEqual([])
    await killHard(second)
    expect(await query(await urlOf(start(data, { checkout })), 'select a from t')).toEqual([{ a: 5 }])
  })

  test('closed data folders side by side have their own data; a moved one keeps it, a copied one is refused', async () => {
    for (const name of ['one', 'other']) await mkdir(join(dir, name), { mode: 0o700 })
    const [one, other] = [start(join(dir, 'one/data')), start(join(dir, 'other/data'))]
    await query(await urlOf(one), 'create table t (a int)')
    await query(await urlOf(other), 'create table t (a text)')
    await one.end()
    await cp(join(dir, 'one'), join(dir, 'copy'), { recursive: true })
    await chmod(join(dir, 'copy'), 0o700)
    expect((await start(join(dir, 'copy/data')).said).error).toMatch(/is a copy of/)
    await rename(join(dir, 'one'), join(dir, 'moved'))
    const rows = await query(await urlOf(start(join(dir, 'moved/data'))), 'select a from t')
    expect(rows).toEqual([])
    expect((await readdir(join(dir, 'shared'))).filter(name => !name.startsWith('postgres-'))).toHaveLength(2)
  })

  test('data whose folder is closed later moves to where it can be reached', async () => {
    const outer = join(dir, 'outer')
    const first = start(join(outer, 'data'))
    await query(await urlOf(first), 'create table t (a int); insert into t values (9)')
    await first.end()
    await chmod(outer, 0o700)
    expect(await query(await urlOf(start(join(outer, 'data'))), 'select a from t')).toEqual([{ a: 9 }])
  })

  test('a strict umask is no obstacle', async () => {
    const before = process.umask(0o077)
    try {
      expect(await start(join(dir, 'strict/data')).said).toMatchObject({ owned: true })
    } finally {
      process.umask(before)
    }
  })

  test('an ordinary account starts its own, and root uses that later without taking it over', async () => {
    const account = { uid: 1, gid: 1 }
    const checkout = join(dir, 'project')
    await makeCheckout(checkout)
    const node = join(dir, 'node')
    await cp(process.execPath, node)
    const folder = join(dir, 'theirs')
    await mkdir(folder)
    await chown(folder, account.uid, account.gid)
    await chmod(folder, 0o700)
    const asUser: ChildOptions = { ...account, checkout, node, cwd: '/', env: { PATH: process.env.PATH } }
    const data = join(folder, 'data')

    const user = start(data, asUser)
    await query(await urlOf(user), 'create table t (a int); insert into t values (3)')
    await user.end()
    const root = start(data)
    expect(await query(await urlOf(root), 'select a from t')).toEqual([{ a: 3 }])
    await root.end()
    expect(await query(await urlOf(start(data, asUser)), 'select a from t')).toEqual([{ a: 3 }])
    expect(await stat(join(data, 'database/cluster'))).toMatchObject({ uid: account.uid })
  })

  test('what root made is refused to others in plain words', async () => {
    const checkout = join(dir, 'project')
    await makeCheckout(checkout)
    const node = join(dir, 'node')
    await cp(process.execPath, node)
    const data = join(dir, 'data')
    const root = start(data)
    await urlOf(root)
    await root.end()
    const stranger = start(data, { uid: 54321, gid: 54321, checkout, node, cwd: '/', env: {} })
    expect((await stranger.said).error).toMatch(/^EmbeddedDatabaseError: .*another account/)
    expect(await readFile(join(data, 'database/password'), 'utf8')).not.toBe('')
  })
})
