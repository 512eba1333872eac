import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { failureOf } from '../database/violations.ts'
import { createFileStore } from './create.ts'
import type { FileStore } from './store.ts'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const BUCKET = 'overpass-files'
let dir: string
let server: S3rver
let endpoint: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-files-'))
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(dir, 's3'),
    configureBuckets: [{ name: BUCKET }],
  })
  endpoint = `http://127.0.0.1:${(await server.run()).port}`
})
afterAll(async () => {
  await server.close()
  await rm(dir, { recursive: true, force: true })
})

const s3 = (over: Record<string, string> = {}) =>
  createFileStore(
    readConfig('test', {
      S3_BUCKET: BUCKET,
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY: 'S3RVER',
      S3_SECRET_KEY: 'S3RVER',
      ...over,
    }),
  )
const local = () => createFileStore(readConfig('test', { OVERPASS_DATA: join(dir, 'data') }))

async function listed(store: FileStore): Promise<string[]> {
  const found: string[] = []
  for await (const { sha256, size } of store.list()) found.push(`${sha256} ${size}`)
  return found.sort()
}

describe.each([
  ['local', local],
  ['s3', s3],
])('%s store', (_name, open) => {
  test('bytes come back under their hash, the same bytes are there once', async () => {
    const store = await open()
    // Above one part of an upload in pieces.
    const bytes = randomBytes(9 * 1024 * 1024)
    const stored = await store.put(Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]), {
      maxBytes: bytes.length,
    })
    expect(stored).toEqual({ sha256: hashOf(bytes), size: bytes.length })
    expect(hashOf(await buffer(await store.read(stored.sha256)))).toBe(stored.sha256)
    expect(await store.has(stored.sha256)).toBe(true)
    const part = await buffer(await store.read(stored.sha256, { start: 90, end: 109 }))
    expect(part).toEqual(bytes.subarray(90, 110))
    const again = await Promise.all([1, 2].map(() => store.put(Readable.from([bytes]), { maxBytes: 1e9 })))
    expect(again).toEqual([stored, stored])
    expect(await listed(store)).toEqual([`${stored.sha256} ${stored.size}`])
    await store.remove(stored.sha256)
    expect(await store.has(stored.sha256)).toBe(false)
    await store.remove(stored.sha256)
  })

  test('an empty file is a file', async () => {
    const store = await open()
    const { sha256, size } = await store.put(Readable.from([]), { maxBytes: 10 })
    expect(size).toBe(0)
    expect(await buffer(await store.read(sha256))).toHaveLength(0)
    await store.remove(sha256)
  })

  test('too large, broken off, or failing: nothing is kept', async () => {
    const store = await open()
    await expect(store.put(Readable.from([Buffer.alloc(11)]), { maxBytes: 10 })).rejects.toMatchObject({
      kind: 'too_large',
      code: 'file.too_large',
    })
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(1000)
      throw new Error('the sender went away')
    }
    await expect(store.put(Readable.from(broken()), { maxBytes: 1e6 })).rejects.toThrow('went away')
    expect(await listed(store)).toEqual([])
  })

  test('what is not there is missing, and a path is never a hash', async () => {
    const store = await open()
    await expect(store.read('0'.repeat(64))).rejects.toMatchObject({ code: 'file.missing' })
    expect(await store.has('0'.repeat(64))).toBe(false)
    for (const name of ['../../etc/passwd', `${'0'.repeat(63)}/`, ''])
      for (const call of [store.read, store.has, store.remove])
        await expect(call(name)).rejects.toMatchObject({ code: 'file.missing' })
  })
})

test('nothing is left aside on the disk', async () => {
  expect(await readdir(join(dir, 'data/files/incoming'))).toEqual([])
})

test('a full disk is told as full', async () => {
  const full = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.alloc(10)
    throw Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' })
  }
  const failed = await (await local()).put(Readable.from(full()), { maxBytes: 100 }).catch(error => error)
  expect(failureOf(failed)).toMatchObject({ kind: 'unavailable', code: 'full' })
})

test('a store that is away is unavailable, not missing', async () => {
  const away = await s3({ S3_ENDPOINT: 'http://127.0.0.1:1' })
  await expect(away.has('0'.repeat(64))).rejects.toMatchObject({ kind: 'unavailable' })
  await expect(away.put(Readable.from([Buffer.from('a')]), { maxBytes: 9 })).rejects.toMatchObject({
    kind: 'unavailable',
  })
})
