import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { search } from '#modules/house/contract.ts'
import { listTodos } from '#modules/information/contract.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { PIXEL } from '#test/library-world.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { type ItemFacts, mayReadItem } from '../policy.ts'
import { STATES } from '../rules/vocabulary.ts'
import { checkStoredFiles } from './care/check-files.ts'
import { readPackageFile } from './packages/package-job.ts'
import { cubeModel } from './previews/models/test-model.ts'
import { previewFile } from './previews/preview-job.ts'
import { clip, FILM } from './previews/video/test-clips.ts'
import { previewVideo } from './previews/video/video-job.ts'
import { sendFile } from './uploads/test-sender.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp({ listen: true })
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const KEEPER = 'teacher of a'
const ASKER = 'teacher of b'
const client = (label: string) => prepared.as(label).client
const system = async <Row>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query(text, values)).rows as Row[]

const DESCRIBED = {
  ...{ kind: 'model' as const, text: { zh: '可用于绑定练习。', en: 'For rigging practice.' } },
  ...{ software: ['Blender'], techniques: ['骨骼绑定'], level: 'beginner' as const, subject: '三维动画' },
  ...{ language: null, source: '自制', creators: [{ name: '示例', role: 'model' as const }] },
}
const RIGHTS = {
  ...{ licence: 'cc_by_nc' as const, licenceText: null, uses: [], audience: 'group' as const },
  ...{ access: 'request' as const, embargoUntil: null, expiresOn: null, creatorsAgreed: true, shared: true },
}

async function bring(title = '渔船角色模型', label = KEEPER) {
  const made = await client(label)(contract.createItem, {
    body: { ...DESCRIBED, title: { zh: title, en: 'Fishing boat character' } },
  })
  await sendFile(app, client(label), made.versionId, { name: '渔船.png', bytes: PIXEL })
  return made
}
const read = (label: string, id: string) => client(label)(contract.getItem, { params: { id } })
async function share(
  id: string,
  more: Partial<contract.RightsInput & { shared: boolean }> = {},
  label = KEEPER,
) {
  const { version } = await read(label, id)
  return client(label)(contract.setRights, {
    params: { id },
    body: { ...RIGHTS, groupId: prepared.ids.g, ...more, version },
  })
}
const take = (label: string, versionId: string, licence: 'cc_by_nc' | 'cc0' = 'cc_by_nc') =>
  client(label)(contract.takeVersion, { params: { id: versionId }, body: { licence, accepted: true } })
const content = (label: string, fileId: string, headers: Record<string, string> = {}) =>
  client(label).raw(`/api/library/files/${fileId}/content`, { headers })
const todosOf = async (label: string) =>
  (await client(label)(listTodos, { query: { limit: 100 } })).rows.map(({ kind }) => kind)
const balanceOf = async (label: string, organisation: string) =>
  (await client(label)(contract.listBalances, { query: { groupId: prepared.ids.g } })).rows.find(
    row => row.organisationId === organisation,
  )

test('from a draft over request, answer and receipt to the recall, with both balances', async () => {
  const { id, versionId } = await bring()
  await expect(read(ASKER, id)).rejects.toMatchObject({ code: 'missing' })
  expect((await read('teacher of a', id)).status).toBe('draft')
  const before = await balanceOf(ASKER, prepared.ids.a)
  await share(id)
  const seen = await read(ASKER, id)
  expect(seen).toMatchObject({ status: 'offered', uses: ['teach', 'modify', 'show', 'publish'] })
  const [file] = seen.versions[0]?.files ?? []
  if (!file) throw new Error('no file')
  // Seen is not had: neither page nor address gives a byte before the owner has said yes and the licence is accepted.
  expect((await content(ASKER, file.id)).status).toBe(404)
  await expect(take(ASKER, versionId)).rejects.toMatchObject({ code: 'missing' })
  const asked = await client(ASKER)(contract.askToUse, {
    params: { id },
    body: { uses: ['teach'], purpose: '用于绑定课' },
  })
  await expect(
    client(ASKER)(contract.askToUse, { params: { id }, body: { uses: ['teach'], purpose: '再问' } }),
  ).rejects.toMatchObject({ code: 'library.asked_already' })
  expect(await todosOf(KEEPER)).toContain('library.answer_request')
  await client(KEEPER)(contract.answerRequest, {
    params: { id: asked.id },
    body: { granted: true, answer: '请署名。', untilDate: null, version: 1 },
  })
  expect(await todosOf(KEEPER)).not.toContain('library.answer_request')
  expect(await todosOf(ASKER)).toContain('library.request_granted')
  await expect(take(ASKER, versionId, 'cc0')).rejects.toMatchObject({ code: 'library.licence_changed' })
  const receipt = await take(ASKER, versionId)
  expect(await take(ASKER, versionId)).toEqual(receipt)
  const got = await content(ASKER, file.id)
  expect(Buffer.from(await got.arrayBuffer())).toEqual(PIXEL)
  expect((await balanceOf(ASKER, prepared.ids.a))?.given).toBe((before?.given ?? 0) + 1)
  expect((await balanceOf(KEEPER, prepared.ids.b))?.taken).toBeGreaterThan(0)
  // The owner learns which organisation, not who: a taker may be a learner.
  const { rows } = await client(KEEPER)(contract.listTakers, { params: { id } })
  expect(rows).toMatchObject([{ organisationId: prepared.ids.b, taken: 1, recalled: 0 }])
  const { version } = await read(KEEPER, id)
  expect(
    await client(KEEPER)(contract.recallItem, { params: { id }, body: { reason: '授权到期', version } }),
  ).toEqual({ told: 1 })
  expect((await content(ASKER, file.id)).status).toBe(404)
  expect((await client(ASKER).raw(`/api/library/files/${file.id}/preview/thumb`)).status).toBe(404)
  expect(await todosOf(ASKER)).toContain('library.delete_recalled')
  await client(ASKER)(contract.confirmDeletion, { params: { id: receipt.id } })
  expect(await todosOf(ASKER)).not.toContain('library.delete_recalled')
  const after = await client(KEEPER)(contract.listTakers, { params: { id } })
  expect(after.rows).toMatchObject([{ recalled: 1, deleted: 1 }])
  // Shared again, it is taken anew: the old receipt stays recalled.
  await share(id)
  expect((await read(ASKER, id)).versions[0]?.taken).toBe(false)
  expect((await content(ASKER, file.id)).status).toBe(404)
  expect((await take(ASKER, versionId)).id).not.toBe(receipt.id)
  expect((await read(ASKER, id)).versions[0]?.taken).toBe(true)
  expect((await content(ASKER, file.id)).status).toBe(200)
})

test('what is shared with another group is none of this one', async () => {
  const shared = async () => (await balanceOf(KEEPER, prepared.ids.a))?.shared ?? 0
  const { id } = await bring('给一个集团')
  const before = await shared()
  await share(id)
  expect(await shared()).toBe(before + 1)
  await system('update library.items set group_id = $2 where id = $1', [id, prepared.ids.h])
  expect(await shared()).toBe(before)
})

const runVideo = (fileId: string, lastAttempt = false) =>
  previewVideo.run(
    { fileId },
    { services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt },
  )

test('a film is seen by whoever may see its item, in parts and by its frames, and by nobody once it is recalled', {
  timeout: 60_000,
}, async () => {
  const { id, versionId } = await bring('港口第三镜')
  const folder = await mkdtemp(join(tmpdir(), 'overpass-film-'))
  const bytes = await clip({ ...FILM, path: join(folder, 'film.mp4') })
  await rm(folder, { recursive: true })
  for (const [name, content] of [
    ['港口.mp4', bytes],
    ['断开的.mp4', bytes.subarray(0, bytes.length / 3)],
    ['清单.mp4', Buffer.from('#EXTM3U\nhttp://127.0.0.1/a.ts\n')],
  ] as const)
    await sendFile(app, client(KEEPER), versionId, { name, bytes: content })
  const fileOf = async (label: string, name: string, version = 0) =>
    (await read(label, id)).versions[version]?.files.find(file => file.name === name)
  const film = (await fileOf(KEEPER, '港口.mp4'))?.id ?? ''
  const cut = (await fileOf(KEEPER, '断开的.mp4'))?.id ?? ''
  expect(await fileOf(KEEPER, '港口.mp4')).toMatchObject({ mediaType: 'video/mp4', preview: 'waiting' })
  expect(await fileOf(KEEPER, '清单.mp4')).toMatchObject({ mediaType: 'text/plain', preview: 'none' })
  await Promise.all([runVideo(film), runVideo(cut)])
  await runVideo(film)
  expect(await fileOf(KEEPER, '断开的.mp4')).toMatchObject({ preview: 'failed', previewProblem: 'broken' })
  expect((await content(KEEPER, cut)).status).toBe(200)
  await share(id, { access: 'open' })
  expect(await fileOf(ASKER, '港口.mp4')).toMatchObject({
    ...{ preview: 'ready', previewProblem: null, width: 320, height: 180, startFrame: null },
    details: { of: 'video', rate: { num: 24_000, den: 1001 }, frames: 30, timecode: null },
  })
  const kinds = ['thumb', 'large', 'sprite', 'proxy']
  const seen = (label: string, kind: string, headers: Record<string, string> = {}) =>
    client(label).raw(`/api/library/files/${film}/preview/${kind}`, { headers })
  const statuses = (label: string) => Promise.all(kinds.map(async kind => (await seen(label, kind)).status))
  expect(await statuses(ASKER)).toEqual([200, 200, 200, 200])
  expect(await statuses('teacher of x')).toEqual([404, 404, 404, 404])
  expect((await seen(ASKER, 'waveform')).status).toBe(404)
  const part = await seen(ASKER, 'proxy', { range: 'bytes=100-199' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-type')).toBe('video/mp4')
  expect(part.headers.get('x-content-type-options')).toBe('nosniff')
  expect(part.headers.get('content-security-policy')).toContain('sandbox')
  const whole = Buffer.from(await (await seen(ASKER, 'proxy')).arrayBuffer())
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(100, 200))
  // The film itself still asks for a receipt.
  expect((await content(ASKER, film)).status).toBe(404)

  // How its frames are counted, its keeper says.
  const count = (label: string, startFrame: number | null, before: number | null = null) =>
    client(label)(contract.setStartFrame, { params: { id: film }, body: { startFrame, seen: before } })
  await expect(count(ASKER, 1)).rejects.toMatchObject({ code: 'missing' })
  await count(KEEPER, 0)
  await expect(count(KEEPER, 5)).rejects.toMatchObject({ code: 'library.start_frame_changed' })
  expect((await fileOf(ASKER, '港口.mp4'))?.startFrame).toBe(0)
  // The next version has it as well, with all that was made of it.
  await client(KEEPER)(contract.beginVersion, { params: { id }, body: { keepFiles: true } })
  const next = await fileOf(KEEPER, '港口.mp4')
  expect(next).toMatchObject({ startFrame: 0, details: { frames: 30 } })
  expect((await client(KEEPER).raw(`/api/library/files/${next?.id}/preview/proxy`)).status).toBe(200)

  const { version } = await read(KEEPER, id)
  await client(KEEPER)(contract.recallItem, { params: { id }, body: { reason: '授权到期', version } })
  expect(await statuses(ASKER)).toEqual([404, 404, 404, 404])
})

test('found in Chinese, English, pinyin and by words that mean the same', async () => {
  const { id } = await bring('灯塔守望者')
  await share(id, { access: 'open' })
  for (const q of ['灯塔', 'dengta', 'fishing boat', '绑定', 'rigging', 'blender']) {
    const { rows } = await client(ASKER)(contract.listItems, { query: { q } })
    expect(
      rows.map(row => row.id),
      q,
    ).toContain(id)
  }
  const counts = await client(ASKER)(contract.countItems, { query: { q: '灯塔' } })
  expect(counts).toMatchObject({ total: 1, kinds: [{ value: 'model', count: 1 }] })
  expect(counts.owners).toMatchObject([{ value: prepared.ids.a, count: 1 }])
  const found = await client(ASKER)(search, { query: { q: '灯塔守望者' } })
  expect(JSON.stringify(found)).toContain(`/library/${id}`)
  // Another group's university finds nothing of it.
  expect((await client('teacher of x')(contract.listItems, { query: { q: '灯塔' } })).rows).toEqual([])
})

test('what has no known licence stays with its owner, whoever writes it', async () => {
  const { id } = await bring('来历不明的贴图')
  await expect(share(id, { licence: 'unknown' })).rejects.toMatchObject({ code: 'library.licence_unknown' })
  await share(id, { licence: 'unknown', audience: 'organisation', groupId: null })
  await expect(read(ASKER, id)).rejects.toMatchObject({ code: 'missing' })
  await expect(
    system(`update library.items set audience = 'public' where id = $1`, [id]),
  ).rejects.toMatchObject({ constraint: 'items_licence_known' })
})

test('nobody is named to others without having agreed, also not after it was shared', async () => {
  const { id } = await bring('署名示例')
  await expect(share(id, { creatorsAgreed: false })).rejects.toMatchObject({ code: 'library.creators_agree' })
  await share(id)
  const rename = async (name: string, creatorsAgreed: boolean) => {
    const { version } = await read(KEEPER, id)
    const title = { zh: '署名示例', en: null }
    const creators = [{ name, role: 'model' as const }]
    const body = { ...DESCRIBED, title, creators, creatorsAgreed, version }
    return client(KEEPER)(contract.updateItem, { params: { id }, body })
  }
  await expect(rename('没有问过的人', false)).rejects.toMatchObject({ code: 'library.creators_agree' })
  expect((await read(ASKER, id)).creators).toEqual(DESCRIBED.creators)
  await rename('问过的人', true)
  expect((await read(ASKER, id)).creators).toMatchObject([{ name: '问过的人' }])
  // What is not shared may be put together first.
  await share(id, { shared: false })
  await rename('还要问的人', false)
  expect(await read(KEEPER, id)).toMatchObject({ creatorsAgreed: false, status: 'draft' })
})

test('days open and close it for others', async () => {
  const { id } = await bring('限期素材')
  await share(id, { access: 'open', embargoUntil: '2099-01-01', audience: 'public', groupId: null })
  await expect(read(ASKER, id)).rejects.toMatchObject({ code: 'missing' })
  expect((await read(KEEPER, id)).status).toBe('waiting')
  await share(id, { access: 'open', expiresOn: '2020-01-01', audience: 'public', groupId: null })
  await expect(read(ASKER, id)).rejects.toMatchObject({ code: 'missing' })
  await share(id, { access: 'open', expiresOn: '2099-01-01', audience: 'public', groupId: null })
  expect((await read('student of x', id)).status).toBe('offered')
})

test('a published version does not change; the next one begins with its files', async () => {
  const { id } = await bring('版本示例')
  await share(id, { access: 'open' })
  const [first] = (await read(KEEPER, id)).versions
  const fileId = first?.files[0]?.id ?? ''
  await expect(client(KEEPER)(contract.removeFile, { params: { id: fileId } })).rejects.toMatchObject({
    code: 'library.version_fixed',
  })
  await expect(system('delete from library.files where id = $1', [fileId])).rejects.toMatchObject({
    constraint: 'library_fixed',
  })
  const { versionId } = await client(KEEPER)(contract.beginVersion, {
    params: { id },
    body: { keepFiles: true },
  })
  await sendFile(app, client(KEEPER), versionId, { name: '说明.txt', bytes: Buffer.from('第二版') })
  await system(
    `update library.files set preview = 'ready', width = 1, height = 1 where item_id = $1 and name = '渔船.png'`,
    [id],
  )
  const pictured = async () => {
    const query = { sort: 'newest', limit: 50, q: '版本示例' } as const
    return (await client(ASKER)(contract.listItems, { query })).rows.find(row => row.id === id)?.pictureId
  }
  // Others see it when it is published, and not before.
  expect((await read(ASKER, id)).versions).toHaveLength(1)
  expect(await pictured()).toBe(fileId)
  await client(KEEPER)(contract.publishVersion, { params: { id: versionId }, body: { note: '加说明' } })
  const [newest] = (await read(ASKER, id)).versions
  expect(await pictured()).toBe(newest?.files[0]?.id)
  expect(newest).toMatchObject({ number: 2, note: '加说明' })
  expect(newest?.files.map(({ name }) => name)).toEqual(['渔船.png', '说明.txt'])
})

/** A scene with a picture it has and one it lacks. */
function sceneZip(): Promise<Buffer> {
  const zip = new ZipFile()
  const scene = { images: [{ uri: '贴图/木板.png' }, { uri: '贴图/船帆.png' }], note: '甲'.repeat(2000) }
  zip.addBuffer(Buffer.from(JSON.stringify(scene)), '场景/渔船.gltf')
  zip.addBuffer(PIXEL, '场景/贴图/木板.png', { compress: false })
  zip.addBuffer(Buffer.from('单位：厘米'), '说明.txt')
  zip.end()
  return buffer(zip.outputStream)
}
const runPackage = (fileId: string, lastAttempt = false) =>
  readPackageFile.run(
    { fileId },
    { services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt },
  )

test('a zip shows its tree, its files are taken one by one under the same receipt, and its next version keeps it', async () => {
  const { id, versionId } = await bring('渔船工程包')
  await sendFile(app, client(KEEPER), versionId, { name: '渔船.zip', bytes: await sceneZip() })
  await sendFile(app, client(KEEPER), versionId, {
    name: '坏的.zip',
    bytes: Buffer.from('PK\x03\x04坏', 'latin1'),
  })
  const fileOf = async (label: string, name: string, version = 0) =>
    (await read(label, id)).versions[version]?.files.find(file => file.name === name)
  const zip = (await fileOf(KEEPER, '渔船.zip'))?.id ?? ''
  expect(await client(KEEPER)(contract.getPackage, { params: { id: zip } })).toMatchObject({
    state: 'waiting',
  })
  await runPackage(zip)
  await runPackage(zip)
  await runPackage((await fileOf(KEEPER, '坏的.zip'))?.id ?? '')
  expect(await fileOf(KEEPER, '坏的.zip')).toMatchObject({ package: 'failed', packageProblem: 'broken' })
  await share(id, { access: 'open' })

  const entries = (
    query: { folder?: string; q?: string; limit?: number; after?: string },
    label = ASKER,
    file = zip,
  ) => client(label)(contract.listEntries, { params: { id: file }, query })
  const top = await entries({ limit: 1 })
  expect(top.rows).toMatchObject([{ path: '场景', isFolder: true, files: 2 }])
  expect((await entries({ after: top.next ?? '' })).rows.map(row => row.path)).toEqual(['说明.txt'])
  expect((await entries({ folder: '场景' })).rows.map(row => row.name)).toEqual(['贴图', '渔船.gltf'])
  const [plank] = (await entries({ q: '木板' })).rows
  const [scene] = (await entries({ q: 'GLTF' })).rows
  expect((await entries({ q: '%' })).rows).toEqual([])
  expect(await client(ASKER)(contract.getPackage, { params: { id: zip } })).toMatchObject({
    ...{ state: 'ready', files: 3, links: 2, mainPath: '场景/渔船.gltf', problemCount: 1 },
    problems: [{ target: '贴图/船帆.png', state: 'missing' }],
  })
  const { text, status } = await client(ASKER)
    .raw(`/api/library/files/${zip}/manifest?format=csv`)
    .then(async answer => ({ text: await answer.text(), status: answer.status }))
  expect([status, text.includes(plank?.sha256 ?? '?')]).toEqual([200, true])

  // Seen is not had, of a file in it as of the whole.
  const bytesOf = (entryId = '', headers: Record<string, string> = {}) =>
    client(ASKER).raw(`/api/library/entries/${entryId}/content`, { headers })
  expect((await bytesOf(plank?.id)).status).toBe(404)
  await take(ASKER, versionId)
  expect(Buffer.from(await (await bytesOf(plank?.id)).arrayBuffer())).toEqual(PIXEL)
  const whole = await (await bytesOf(scene?.id)).text()
  expect(JSON.parse(whole).images).toHaveLength(2)
  for (const entry of [plank, scene]) {
    const part = await bytesOf(entry?.id, { range: 'bytes=10-19' })
    expect(part.status).toBe(206)
    const all = entry === scene ? Buffer.from(whole) : PIXEL
    expect(Buffer.from(await part.arrayBuffer())).toEqual(all.subarray(10, 20))
  }

  // What is opened first, its keeper says.
  const [words] = (await entries({ q: '说明' })).rows
  const main = (label: string, entryId = words?.id ?? '', version = 1) =>
    client(label)(contract.setMainFile, { params: { id: zip }, body: { entryId, version } })
  await expect(main(ASKER)).rejects.toMatchObject({ code: 'missing' })
  expect(await main(KEEPER)).toEqual({ version: 2 })
  await expect(main(KEEPER)).rejects.toMatchObject({ code: 'stale' })
  await expect(main(KEEPER, top.rows[0]?.id, 2)).rejects.toMatchObject({ code: 'library.entry_unknown' })

  await client(KEEPER)(contract.beginVersion, { params: { id }, body: { keepFiles: true } })
  const kept = (await fileOf(KEEPER, '渔船.zip'))?.id ?? ''
  expect(kept).not.toBe(zip)
  expect(await client(KEEPER)(contract.getPackage, { params: { id: kept } })).toMatchObject({
    ...{ files: 3, mainPath: '说明.txt', problemCount: 1 },
  })
  // The next version is its owner's until it is published.
  await expect(entries({}, ASKER, kept)).rejects.toMatchObject({ code: 'missing' })
})

test('a model is shown to whoever sees its item, with its budget; one that refers elsewhere says why', {
  timeout: 90_000,
}, async () => {
  const { id, versionId } = await bring('会摇的箱子')
  await sendFile(app, client(KEEPER), versionId, { name: '箱子.glb', bytes: Buffer.from(await cubeModel()) })
  const beside = JSON.stringify({ asset: { version: '2.0' }, buffers: [{ byteLength: 9, uri: '箱子.bin' }] })
  await sendFile(app, client(KEEPER), versionId, { name: '箱子.gltf', bytes: Buffer.from(beside) })
  const fileOf = async (name: string) =>
    (await read(KEEPER, id)).versions[0]?.files.find(file => file.name === name)
  expect(await fileOf('箱子.gltf')).toMatchObject({ mediaType: 'model/gltf+json', preview: 'waiting' })
  for (const name of ['箱子.glb', '箱子.gltf'])
    await previewFile.run(
      { fileId: (await fileOf(name))?.id ?? '' },
      { services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: false },
    )
  expect(await fileOf('箱子.gltf')).toMatchObject({ preview: 'failed', previewProblem: 'external' })
  const model = await fileOf('箱子.glb')
  expect(model).toMatchObject({ preview: 'ready', width: 1000, height: 750 })
  const fileId = model?.id ?? ''
  const preview = (label: string, kind: string) =>
    client(label).raw(`/api/library/files/${fileId}/preview/${kind}`)
  expect((await preview(ASKER, 'model')).status).toBe(404)
  await share(id)
  const told = (await read(ASKER, id)).versions[0]?.files.find(({ name }) => name === '箱子.glb')?.details
  expect(told).toMatchObject({ of: 'model', triangles: 24, joints: 1 })
  const answer = await preview(ASKER, 'model')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    ...{ 'content-type': 'model/gltf-binary', 'x-content-type-options': 'nosniff' },
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 4)).toBe('glTF')
  expect((await preview(ASKER, 'thumb')).status).toBe(200)
  // The original stays behind its receipt, and a recall stops what was made of it too.
  expect((await content(ASKER, fileId)).status).toBe(404)
  const { version } = await read(KEEPER, id)
  await client(KEEPER)(contract.recallItem, { params: { id }, body: { reason: '模型有误', version } })
  expect((await preview(ASKER, 'model')).status).toBe(404)
})

test('every night a share is read again; damage is told to the owner, and its end too', async () => {
  const ADMINISTRATOR = 'school_admin of a'
  const { id } = await bring('会坏的素材')
  const bytes = Buffer.from('只此一份')
  const versionId = (await read(KEEPER, id)).versions[0]?.id ?? ''
  await sendFile(app, client(KEEPER), versionId, { name: '孤本.txt', bytes })
  const hash =
    (await read(KEEPER, id)).versions[0]?.files.find(({ name }) => name === '孤本.txt')?.sha256 ?? ''
  const within = (days: number) =>
    app.services.ownerPool.query(
      `update platform.parameters set value = $1 where name = 'library.check_days'`,
      [days],
    )
  const night = () =>
    checkStoredFiles.run(
      {},
      { services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: false },
    )
  const damage = async () =>
    (await read(KEEPER, id)).versions[0]?.files.find(({ name }) => name === '孤本.txt')?.damage
  await within(1)
  await night()
  expect(await damage()).toBeNull()
  expect(await system('select from library.checks where damage is not null')).toEqual([])
  await app.services.files.remove(hash)
  await night()
  expect(await damage()).toBe('missing')
  expect(await todosOf(ADMINISTRATOR)).toContain('library.file_damaged')
  await night()
  expect(await system(`select from audit.entries where action = 'library.file_damaged'`)).toHaveLength(1)
  // With the bytes back it says so by itself.
  await app.services.files.put(Readable.from([bytes]), { maxBytes: 100 })
  await night()
  expect(await damage()).toBeNull()
  expect(await todosOf(ADMINISTRATOR)).not.toContain('library.file_damaged')
  // With many days, what was checked longest ago comes first, and few of them.
  await within(365)
  await system(`update library.checks set checked_at = now() - interval '9 days' where sha256 = $1`, [hash])
  await night()
  expect(await system(`select from library.checks where checked_at < now() - interval '1 day'`)).toEqual([])
})

test('the trash can be undone, and nothing shared goes there', async () => {
  const { id } = await bring('回收示例')
  await share(id, { access: 'open' })
  const trash = async (trashed: boolean) =>
    client(KEEPER)(contract.trashItem, {
      params: { id },
      body: { trashed, version: (await read(KEEPER, id)).version },
    })
  await expect(trash(true)).rejects.toMatchObject({ code: 'library.shared_still' })
  await share(id, { access: 'open', shared: false })
  await trash(true)
  const listed = async (whose: 'own' | 'trash') =>
    (await client(KEEPER)(contract.listItems, { query: { q: '回收示例', whose } })).rows.length
  expect([await listed('own'), await listed('trash')]).toEqual([0, 1])
  await trash(false)
  expect([await listed('own'), await listed('trash')]).toEqual([1, 0])
})

test('views and downloads count once a person and day', async () => {
  const { id, versionId } = await bring('计数示例')
  await share(id, { access: 'open' })
  for (let i = 0; i < 3; i++) await read(ASKER, id)
  await take(ASKER, versionId)
  const fileId = (await read(ASKER, id)).versions[0]?.files[0]?.id ?? ''
  for (let i = 0; i < 3; i++) await content(ASKER, fileId)
  await expect.poll(async () => (await read(ASKER, id)).downloads).toBe(1)
  expect((await read(ASKER, id)).views).toBe(1)
})

test('policy and database agree about who sees an item', async () => {
  const viewers = prepared.personas.flatMap(({ viewer }) => (viewer ? [viewer] : []))
  const { ids } = prepared
  for (const state of STATES)
    for (const audience of ['organisation', 'group', 'public'] as const)
      for (const embargo of [null, '2099-01-01']) {
        const [row] = await system<{ id: string }>(
          `insert into library.items (organisation_id, by_name, kind, title_zh, state, licence, audience, group_id,
            embargo_until, recalled_at, recall_reason)
          values ($1, '示例', 'image', '示例', $2, 'cc0', $3, $4, $5, $6, $7) returning id`,
          [
            ...[ids.a, state, audience, audience === 'group' ? ids.g : null, embargo],
            ...(state === 'recalled' ? [new Date(), '示例'] : [null, null]),
          ],
        )
        const id = row?.id ?? ''
        for (const viewer of viewers) {
          const found = await asViewer(app.services.appPool, viewer, true, async tx => {
            const { rows } = await tx.query<{ seen: boolean; groups: string[] }>(
              `select exists (select from library.items where id = $1) as seen, library.viewer_groups() as groups`,
              [id],
            )
            return rows[0]
          })
          const facts: ItemFacts = {
            ...{ organisationId: ids.a, affiliationId: null, audience, access: 'open', granted: false },
            offered: state === 'shared' && embargo === null,
            inAudience: audience !== 'group' || (found?.groups.includes(ids.g) ?? false),
          }
          expect(found?.seen, `${viewer.role} ${state} ${audience} ${embargo}`).toBe(
            mayReadItem(viewer, facts),
          )
        }
      }
})

test('who asks cannot grant it to themselves, also past the endpoints', async () => {
  const { id } = await bring('自己批准不了')
  await share(id)
  const asked = await client(ASKER)(contract.askToUse, {
    params: { id },
    body: { uses: ['teach'], purpose: '课堂演示' },
  })
  await expect(
    client(ASKER)(contract.answerRequest, {
      params: { id: asked.id },
      body: { granted: true, answer: '同意', untilDate: null, version: 1 },
    }),
  ).rejects.toMatchObject({ code: 'missing' })
  const viewer = prepared.as(ASKER).viewer
  await expect(
    asViewer(app.services.appPool, viewer, false, tx =>
      tx.query(`update library.requests set state = 'granted', answered_at = now() where id = $1`, [
        asked.id,
      ]),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})
