import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { readPackage } from './read-package.ts'
import { gather, PACKAGE_TASK, type Package, takeApart } from './take-apart.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-packages-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

type Held = Record<string, string | Buffer>
function zipOf(held: Held, options: { compress?: boolean; mode?: number } = {}): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, bytes] of Object.entries(held)) zip.addBuffer(Buffer.from(bytes as string), path, options)
  zip.end()
  return buffer(zip.outputStream)
}
type Limits = Partial<typeof PACKAGE_TASK.limits>
/** In the process that reads strangers' files. */
async function readApart(bytes: Buffer, limits: Limits = {}) {
  const path = join(dir, 'package.zip')
  await writeFile(path, bytes)
  return takeApart(path, { task: { limits: { ...PACKAGE_TASK.limits, ...limits } } })
}
/** The same here: what is refused does not depend on where. */
async function read(bytes: Buffer, limits: Limits = {}): Promise<Package> {
  const found: Package = { entries: [], found: 0, problems: [] }
  const zip = await fromBufferPromise(bytes, { decodeStrings: false })
  await readPackage(zip, { ...PACKAGE_TASK.limits, ...limits }, message => gather(found, message))
  return found
}
/** The same bytes with a name or number in it replaced, in the zip's own list too. */
function forged(bytes: Buffer, from: Buffer | string, to: Buffer | string): Buffer {
  const made = Buffer.from(bytes)
  for (let at = made.indexOf(from); at >= 0; at = made.indexOf(from, at + 1))
    made.set(Buffer.from(to as string), at)
  return made
}

test('every file with its hash and type, and what the scenes refer to in vain', async () => {
  const gltf = JSON.stringify({ buffers: [{ uri: 'boat.bin' }], images: [{ uri: '../tex/sail.png' }] })
  const bytes = await zipOf({
    'scene/boat.gltf': gltf,
    'scene/boat.bin': Buffer.alloc(100_000),
    'boat.obj': 'mtllib boat.mtl\nv 0 0 0\n',
    'boat.mtl': 'newmtl a\nmap_Kd Tex/Sail.png',
    'tex/说明.txt': '帆的贴图还没有来',
    '__MACOSX/._x': 'x',
    空: '',
  })
  const found = await readApart(bytes)
  expect(found.entries.map(({ path }) => path)).toEqual([
    ...['scene/boat.gltf', 'scene/boat.bin', 'boat.obj', 'boat.mtl', 'tex/说明.txt', '空'],
  ])
  const [scene, bin] = found.entries
  expect(scene?.sha256).toBe(createHash('sha256').update(gltf).digest('hex'))
  expect(bin).toMatchObject({ size: 100_000, deflated: true })
  expect(found.entries[4]?.mediaType).toBe('text/plain')
  expect(found.found).toBe(4)
  expect(found.problems).toEqual([
    { path: 'scene/boat.gltf', target: '../tex/sail.png', state: 'missing' },
    { path: 'boat.mtl', target: 'Tex/Sail.png', state: 'missing' },
  ])
})

test('names that an archiver of this country wrote', async () => {
  // Six bytes of GB 18030 in the place of six of ASCII.
  const bytes = forged(
    await zipOf({ abcdef: 'x' }),
    'abcdef',
    Buffer.from([0xb2, 0xc4, 0xd6, 0xca, 0xc7, 0xf2]),
  )
  // The mark for UTF-8 in the local header and in the list.
  for (const [sign, at] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const)
    bytes.writeUInt16LE(
      bytes.readUInt16LE(bytes.indexOf(sign, 0, 'latin1') + at) & ~0x800,
      bytes.indexOf(sign, 0, 'latin1') + at,
    )
  expect((await read(bytes)).entries.map(({ path }) => path)).toEqual(['材质球'])
})

test.each([
  ['unsafe_name', async () => forged(await zipOf({ 'aa/passwd': 'x' }), 'aa/passwd', '../passwd')],
  ['unsafe_name', async () => forged(await zipOf({ 'aetc/cron': 'x' }), 'aetc/cron', '/etc/cron')],
  ['twice', async () => forged(await zipOf({ aaaa: 'x', bbbb: 'y' }), 'bbbb', 'aaaa')],
  ['link_inside', () => zipOf({ link: '/etc/passwd' }, { mode: 0o120777 })],
  ['too_deep', () => zipOf({ [`${'a/'.repeat(30)}b`]: 'x' })],
] as const)('%s', async (problem, make) => {
  await expect(read(await make())).rejects.toMatchObject({ problem })
})

test('a zip that unpacks to far more than itself, by its list or against it', async () => {
  const zeros = await zipOf({ 'zeros.raw': Buffer.alloc(3_000_000) })
  await expect(read(zeros, { ratioAbove: 2_000_000 })).rejects.toMatchObject({ problem: 'bomb' })
  // The list says a little, the content is more.
  const size = Buffer.alloc(4)
  size.writeUInt32LE(3_000_000)
  const little = Buffer.alloc(4)
  little.writeUInt32LE(1000)
  await expect(read(forged(zeros, size, little))).rejects.toMatchObject({ problem: 'size_lies' })
  // Two names for the same bytes.
  const two = await zipOf({ aaaa: 'x'.repeat(3000), bbbb: 'x'.repeat(3000) })
  const second = two.lastIndexOf('PK\x01\x02', undefined, 'latin1')
  two.writeUInt32LE(0, second + 42)
  await expect(read(two)).rejects.toMatchObject({ problem: 'bomb' })
})

test('what is locked, packed in another way, damaged, or more than is read', {
  timeout: 60_000,
}, async () => {
  const one = await zipOf({ a: 'some words' }, { compress: false })
  const list = one.indexOf('PK\x01\x02', 0, 'latin1')
  const changed = (at: number, value: number) => {
    const made = Buffer.from(one)
    made.writeUInt16LE(value, list + at)
    return made
  }
  const locked = await zipOf({ a: 'some words' })
  locked.writeUInt16LE(1, locked.indexOf('PK\x01\x02', 0, 'latin1') + 8)
  await expect(read(locked)).rejects.toMatchObject({ problem: 'encrypted' })
  await expect(read(changed(10, 9))).rejects.toMatchObject({ problem: 'method_unknown' })
  await expect(read(forged(one, 'some', 'SOME'))).rejects.toMatchObject({ problem: 'broken' })
  await expect(read(await zipOf({ a: '', b: '', c: '' }), { entries: 2 })).rejects.toMatchObject({
    problem: 'too_many_entries',
  })
  await expect(read(one, { inflatedBytes: 5 })).rejects.toMatchObject({ problem: 'bomb' })
  const half = (await zipOf({ a: 'x'.repeat(5000) })).subarray(0, 60)
  await expect(readApart(half)).rejects.toMatchObject({ problem: 'broken' })
  await expect(readApart(one, { fileBytes: 10 })).rejects.toMatchObject({ problem: 'too_large' })
  await expect(readApart(one, { seconds: 0.01 })).rejects.toMatchObject({ problem: 'too_slow' })
  await expect(readApart(one, { memoryBytes: 1_000_000 })).rejects.toMatchObject({ problem: 'crashed' })
})
