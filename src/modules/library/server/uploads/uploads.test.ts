import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Failure } from '#platform/contract/errors.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../../contract.ts'
import { bytesAt, finish, headersOf, sendBytes, sendFile } from './test-sender.ts'
import { tidyUploads } from './tidy.ts'

let app: TestApp
let prepared: PreparedWorld
let versionId: string
let itemId: string

beforeAll(async () => {
  app = await startTestApp({ listen: true })
  prepared = await prepareWorld(app)
  const made = await client(KEEPER)(contract.createItem, {
    body: {
      ...{ kind: 'project', title: { zh: '上传示例', en: null }, text: { zh: '', en: null }, software: [] },
      ...{ techniques: [], level: null, subject: null, language: null, source: null, creators: [] },
    },
  })
  versionId = made.versionId
  itemId = made.id
})
afterAll(() => app.close())

const KEEPER = 'teacher of a'
const client = (label: string) => prepared.as(label).client
const system = async <Row>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query(text, values)).rows as Row[]
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const begin = (name: string, size: number, sha256: string | null = null, label = KEEPER) =>
  client(label)(contract.beginUpload, { params: { id: versionId }, body: { name, size, sha256 } })
const uploads = async () => (await client(KEEPER)(contract.listUploads, { params: { id: versionId } })).rows
const stateOf = async (id: string) => (await uploads()).find(one => one.id === id)
const files = async () =>
  (await client(KEEPER)(contract.getItem, { params: { id: itemId } })).versions[0]?.files ?? []

async function offsetOf(id: string, label = KEEPER): Promise<number | string> {
  const answer = await fetch(bytesAt(app, id), {
    method: 'HEAD',
    headers: { ...headersOf(client(label)), 'tus-resumable': '1.0.0' },
  })
  return answer.ok ? Number(answer.headers.get('upload-offset')) : `${answer.status}`
}
const patch = (id: string, offset: number, bytes: Buffer, label = KEEPER) =>
  fetch(bytesAt(app, id), {
    method: 'PATCH',
    headers: {
      ...headersOf(client(label)),
      ...{ 'tus-resumable': '1.0.0', 'upload-offset': `${offset}` },
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })

test('a file stopped halfway goes on where it was, and arrives as it was sent', async () => {
  const bytes = randomBytes(300_000)
  const { id } = await begin('货船.bin', bytes.length, hashOf(bytes))
  expect(await sendBytes(app, client(KEEPER), id, bytes, { chunkSize: 100_000, stopAfter: 100_000 })).toBe(
    'stopped',
  )
  expect(await stateOf(id)).toMatchObject({ state: 'receiving', received: 100_000 })
  expect(await offsetOf(id)).toBe(100_000)
  expect(await sendBytes(app, client(KEEPER), id, bytes, { chunkSize: 100_000 })).toBe('sent')
  await finish(app, id)
  expect(await stateOf(id)).toBeUndefined()
  const file = (await files()).find(({ name }) => name === '货船.bin')
  expect(file).toMatchObject({
    sha256: hashOf(bytes),
    size: bytes.length,
    mediaType: 'application/octet-stream',
  })
  expect(await buffer(await app.services.files.read(hashOf(bytes)))).toEqual(bytes)
  // The parts it came in have gone.
  expect(await app.services.files.has(hashOf(bytes.subarray(0, 100_000)))).toBe(false)
})

test('what had come when the line broke is kept', async () => {
  const bytes = randomBytes(50_000)
  const { id } = await begin('断线.bin', bytes.length)
  const { port } = new URL(app.address)
  const sending = request({
    ...{ port, method: 'PATCH', path: new URL(bytesAt(app, id)).pathname },
    headers: {
      ...headersOf(client(KEEPER)),
      ...{ 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-length': bytes.length },
      'content-type': 'application/offset+octet-stream',
    },
  })
  sending.on('error', () => {})
  const { files: store } = app.services
  const { put } = store
  let come = 0
  async function* counted(content: AsyncIterable<Buffer>) {
    for await (const chunk of content) {
      come += chunk.length
      yield chunk
    }
  }
  store.put = (content, options) => put(Readable.from(counted(content)), options)
  sending.write(bytes.subarray(0, 20_000))
  await expect.poll(() => come, { timeout: 10_000 }).toBe(20_000)
  sending.destroy()
  await expect.poll(() => offsetOf(id), { timeout: 10_000 }).toBe(20_000)
  store.put = put
  await sendBytes(app, client(KEEPER), id, bytes)
  await finish(app, id)
  expect((await files()).find(({ name }) => name === '断线.bin')?.sha256).toBe(hashOf(bytes))
})

test('nobody else goes on with an upload, or learns that there is one', async () => {
  const { id } = await begin('私有.bin', 1000)
  for (const label of ['school_admin of a', 'teacher of b', 'student of a']) {
    const status = label.startsWith('student') ? '403' : '404'
    expect(await offsetOf(id, label), label).toBe(status)
    expect((await patch(id, 0, Buffer.alloc(10), label)).status, label).toBe(Number(status))
  }
  const nobody = await fetch(bytesAt(app, id), { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })
  expect(nobody.status).toBe(401)
  // A page of another site has no way to send our header.
  const forged = { ...headersOf(client(KEEPER)), 'x-overpass': '0', 'tus-resumable': '1.0.0' }
  expect((await fetch(bytesAt(app, id), { method: 'DELETE', headers: forged })).status).toBe(403)
  expect(await stateOf(id)).toMatchObject({ received: 0 })
})

test('two who go on at once: one gets through, the other is told', async () => {
  const bytes = randomBytes(40_000)
  const { id } = await begin('同时.bin', bytes.length)
  const answers = await Promise.all([patch(id, 0, bytes), patch(id, 0, bytes)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  await finish(app, id)
  expect((await files()).find(({ name }) => name === '同时.bin')?.sha256).toBe(hashOf(bytes))
})

test('no more comes in than was said', async () => {
  const { id } = await begin('过长.bin', 1000)
  expect((await patch(id, 0, Buffer.alloc(1001))).status).toBeGreaterThanOrEqual(400)
  expect(await offsetOf(id)).toBe(0)
  expect((await patch(id, 0, Buffer.alloc(600))).status).toBe(204)
  expect((await patch(id, 600, Buffer.alloc(401))).status).toBeGreaterThanOrEqual(400)
  expect((await patch(id, 0, Buffer.alloc(10))).status).toBe(409)
  expect(await offsetOf(id)).toBe(600)
})

test('bytes that are not those announced become no file', async () => {
  const bytes = Buffer.from('一份说明')
  const { id } = await begin('不符.txt', bytes.length, '0'.repeat(64))
  await sendBytes(app, client(KEEPER), id, bytes)
  await finish(app, id)
  expect(await stateOf(id)).toMatchObject({ state: 'failed', problem: 'hash_differs' })
  expect((await files()).map(({ name }) => name)).not.toContain('不符.txt')
})

test('a name that is a path is a name', async () => {
  const { name } = await begin('../../../etc/passwd', 10)
  expect(name).toBe('passwd')
  await expect(begin('..', 10)).rejects.toMatchObject({ code: 'library.file_name' })
  await expect(begin('folder/passwd', 10)).rejects.toMatchObject({ code: 'library.name_taken' })
})

test('a renamed or double-faced file is what its content is, and never a page of ours', async () => {
  const evil = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const gifar = Buffer.concat([Buffer.from('GIF89a/*'), Buffer.from('*/=1;alert(1)')])
  const page = Buffer.from('<!doctype html><script>alert(document.cookie)</script>')
  for (const [name, bytes, type] of [
    ['图标.svg', evil, 'application/octet-stream'],
    ['照片.png', page, 'application/octet-stream'],
    ['动图.html', gifar, 'image/gif'],
  ] as const) {
    await sendFile(app, client(KEEPER), versionId, { name, bytes })
    const file = (await files()).find(one => one.name === name)
    const answer = await client(KEEPER).raw(`/api/library/files/${file?.id}/content`)
    expect(answer.headers.get('content-type'), name).toBe(type)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
  }
})

test('a part is given as it is asked for', async () => {
  const bytes = randomBytes(5000)
  await sendFile(app, client(KEEPER), versionId, { name: '声音.bin', bytes })
  const file = (await files()).find(({ name }) => name === '声音.bin')
  const path = `/api/library/files/${file?.id}/content`
  const answer = await client(KEEPER).raw(path, { headers: { range: 'bytes=100-199' } })
  expect(answer.status).toBe(206)
  expect(answer.headers.get('content-range')).toBe('bytes 100-199/5000')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes.subarray(100, 200))
  expect((await client(KEEPER).raw(path, { headers: { range: 'bytes=5000-' } })).status).toBe(416)
})

test('the same bytes lie there once, and are told of before they are sent, to whoever may see them', async () => {
  const bytes = randomBytes(2000)
  for (const name of ['一.bin', '二.bin']) await sendFile(app, client(KEEPER), versionId, { name, bytes })
  const same = (label: string) =>
    client(label)(contract.findSame, { query: { sha256: hashOf(bytes) } }).then(({ rows }) => rows.length)
  expect(await same(KEEPER)).toBe(1)
  // A draft of somebody else's is nobody's business.
  expect(await same('teacher of b')).toBe(0)
  const [stored] = await system<{ bytes: number }>('select library.stored_bytes($1)::int as bytes', [
    prepared.ids.a,
  ])
  await sendFile(app, client(KEEPER), versionId, { name: '三.bin', bytes })
  const [again] = await system<{ bytes: number }>('select library.stored_bytes($1)::int as bytes', [
    prepared.ids.a,
  ])
  expect(again).toEqual(stored)
})

test('a full share of the store and a file that is too large are refused before a byte is sent', async () => {
  await expect(begin('巨大.bin', 21e9)).rejects.toMatchObject({ code: 'library.file_too_large' })
  await system(`insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified)
    values ('library.quota_gigabytes', '2026-01-02', 1, '测试', 'test', true)`)
  await expect(begin('再大.bin', 1e9)).rejects.toMatchObject({ code: 'library.quota_full' })
})

test('a store that is full or away is told, what has come stays, and later it goes on', async () => {
  const bytes = randomBytes(3000)
  const { id } = await begin('等待.bin', bytes.length)
  const { files: store } = app.services
  const { put, read } = store
  const away = (code: 'full' | 'unavailable') => () => Promise.reject(new Failure('unavailable', code))
  await patch(id, 0, bytes.subarray(0, 1000))
  store.put = away('full')
  const refused = await patch(id, 1000, bytes.subarray(1000))
  expect([refused.status, await refused.json()]).toEqual([503, { error: { code: 'full' } }])
  store.put = put
  expect(await offsetOf(id)).toBe(1000)
  await patch(id, 1000, bytes.subarray(1000))
  store.read = away('unavailable')
  await expect(finish(app, id)).rejects.toThrow('unavailable')
  expect(await stateOf(id)).toMatchObject({ state: 'received', problem: 'store_away' })
  store.read = read
  await finish(app, id)
  expect((await files()).find(({ name }) => name === '等待.bin')?.sha256).toBe(hashOf(bytes))
  // Run again, as after a crash, it does nothing.
  await finish(app, id)
  expect((await files()).filter(({ name }) => name === '等待.bin')).toHaveLength(1)
})

test('a cancelled upload and one that nobody goes on with leave nothing', async () => {
  const { id } = await begin('取消.bin', 1000)
  await patch(id, 0, Buffer.alloc(500))
  const answer = await fetch(bytesAt(app, id), {
    method: 'DELETE',
    headers: { ...headersOf(client(KEEPER)), 'tus-resumable': '1.0.0' },
  })
  expect(answer.status).toBe(204)
  const { id: old } = await begin('放弃.bin', 1000)
  await patch(old, 0, Buffer.alloc(500, 1))
  await system(`update library.uploads set moved_at = now() - interval '8 days' where id = $1`, [old])
  const run = { services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: false }
  await tidyUploads.run(undefined, run)
  for (const gone of [id, old]) {
    expect(await offsetOf(gone)).toBe('404')
    expect(await system('select from library.upload_parts where upload_id = $1', [gone])).toEqual([])
  }
})
