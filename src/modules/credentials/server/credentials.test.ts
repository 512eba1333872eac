import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { getTask } from '#modules/house/contract/tasks.ts'
import { listTodos } from '#modules/information/contract.ts'
import type { JobRun } from '#platform/server/jobs/job.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { readQrOf } from '#test/pdf-qr.ts'
import { insertAffiliation, insertPerson } from '#test/rows.ts'
import { strictAchievement } from '#test/strict-achievement.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { badgePng } from '../rules/badge-png.ts'
import { pngSize } from '../rules/baked.ts'
import { credentialProblems } from '../rules/shape.ts'
import { loaderWith } from './engine/contexts.ts'
import { helpers } from './engine/helpers.ts'
import { documentsOf } from './engine/verify-document.ts'
import { selectPublished } from './queries/issuers.ts'
import { signBatch, tellDelivery } from './sign-job.ts'

let app: TestApp
let prepared: PreparedWorld
let templateId: string

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
  templateId = (await client('school_admin of a')(contract.createTemplate, { body: TEMPLATE })).id
})
afterAll(async () => {
  await app.close()
  await helpers.close()
})
beforeEach(() => app.services.ownerPool.query('delete from graphile_worker._private_jobs'))

const TEMPLATE = {
  kind: 'award' as const,
  name: { zh: '滨城短片奖', en: 'Bincheng Short Award' },
  description: { zh: '学生短片评选。', en: 'A contest of student shorts.' },
  criteria: { zh: '评委会评定。', en: 'Rated by the jury.' },
  colour: '#0b6b5d' as const,
  levels: ['三等', '二等', '一等'],
  alignments: [{ name: '镜头语言', url: 'https://example.org/c/1', code: 'A1' }],
}

const client = (label: string) => prepared.as(label).client
const admin = () => client('school_admin of a')
const student = () => client('student of a')
const studentId = () => prepared.as('student of a').account.affiliationId
const run = (): JobRun => ({
  ...{ services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: true },
})

const issue = (more: Partial<contract.IssueInput> = {}, label = 'school_admin of a') =>
  client(label)(contract.issueCredentials, {
    body: {
      ...{ templateId, affiliationIds: [studentId()], level: '一等', awardedOn: '2026-06-30', holdHours: 0 },
      ...more,
    },
  })

async function issued(more: Partial<contract.IssueInput> = {}) {
  const { id: batchId, taskId } = await issue(more)
  await signBatch.run({ batchId, taskId }, run())
  const { rows } = await admin()(contract.listIssued, { query: { batch: batchId } })
  return { batchId, taskId, rows, id: rows[0]?.id as string }
}

const file = async (id: string, format: (typeof contract.FORMATS)[number], label = 'student of a') =>
  Buffer.from(
    await (await client(label)(contract.downloadIssued, { params: { id }, query: { format } })).arrayBuffer(),
  )

async function judged(upload: Buffer | string) {
  const blob = new Blob([upload as BlobPart])
  const { verdicts } = await app.client()(contract.verifyFile, { query: {}, upload: blob })
  return verdicts[0]
}
const shown = async (id: string) =>
  (await app.client()(contract.verifyIssued, { params: { id } })).verdicts[0]
const step = (endpoint: typeof contract.revokeCredential, id: string, version: number) =>
  admin()(endpoint, { params: { id }, body: { reason: '复核后发现不符', version } })

test('issued, delivered, downloaded in every form, verified without signing in', async () => {
  const { id, taskId, batchId } = await issued()
  expect(await admin()(getTask, { params: { id: taskId } })).toMatchObject({ state: 'done', done: 1 })
  await tellDelivery.run({ batchId }, run())
  const todos = await student()(listTodos, { query: {} })
  expect(JSON.stringify(todos)).toContain('credentials.received')
  await student()(contract.openIssued, { params: { id } })
  expect(JSON.stringify(await student()(listTodos, { query: {} }))).not.toContain('credentials.received')

  const mine = await student()(contract.listMine, { query: {} })
  expect(mine.rows.find(row => row.id === id)).toMatchObject({ state: 'in_force', level: '一等' })
  for (const format of ['json', 'jwt', 'png', 'svg', 'pdf'] as const)
    expect(await judged(await file(id, format)), format).toMatchObject({
      ...{ outcome: 'valid', integrity: 'intact', status: 'in_force' },
      claims: { title: '滨城短片奖 / Bincheng Short Award', level: '一等', awardedOn: '2026-06-30' },
      voucher: {
        organisation: { zh: '甲职业学校' },
        memberships: [{ group: { zh: '示例职教集团' }, until: null }],
      },
    })
  const { address } = await student()(contract.getIssued, { params: { id } })
  expect(await judged(address)).toMatchObject({ outcome: 'valid' })
  expect(await shown(id)).toMatchObject({ outcome: 'valid' })
  expect(await judged('https://127.0.0.1/verify/credential/x')).toMatchObject({ integrity: 'unreadable' })
  expect(await judged('http://169.254.169.254/latest')).toMatchObject({ integrity: 'unreadable' })
})

test('a phone that reads the code on the PDF comes to the page that verifies this credential', async () => {
  const { id } = await issued()
  const { address } = await student()(contract.getIssued, { params: { id } })
  expect(readQrOf(await file(id, 'pdf'))).toBe(address)
  expect(address.endsWith(`/verify/credential/${id}`)).toBe(true)
})

test('what is issued keeps to Open Badges 3.0 and the data model, and to libraries that are not ours', async () => {
  const { id } = await issued({
    evidence: [{ name: '短片', url: 'https://example.org/w/1', narrative: null }],
  })
  const document = JSON.parse((await file(id, 'json')).toString())
  expect(credentialProblems(document)).toEqual([])
  const { proof, ...unsigned } = document
  expect(() => strictAchievement.parse(unsigned)).not.toThrow()
  expect(proof).toMatchObject({
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
  })
  const token = (await file(id, 'jwt')).toString()
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'vc+jwt' })
})

test('revoked and suspended count at once, everywhere; the learner is told why', async () => {
  const { id } = await issued()
  const [json, jwt] = [await file(id, 'json'), await file(id, 'jwt')]
  expect(await judged(json)).toMatchObject({ status: 'in_force' })
  const { version } = await step(contract.suspendCredential, id, 1)
  for (const one of [json, jwt])
    expect(await judged(one)).toMatchObject({ outcome: 'invalid', status: 'suspended' })
  await expect(step(contract.suspendCredential, id, version)).rejects.toMatchObject({
    code: 'credentials.suspended_already',
  })
  const lifted = await step(contract.liftSuspension, id, version)
  for (const one of [json, jwt])
    expect(await judged(one)).toMatchObject({ outcome: 'valid', status: 'in_force' })
  await expect(step(contract.revokeCredential, id, version)).rejects.toMatchObject({ code: 'stale' })
  const revoked = await step(contract.revokeCredential, id, lifted.version)
  for (const one of [json, jwt])
    expect(await judged(one)).toMatchObject({ outcome: 'invalid', status: 'revoked' })
  expect(await shown(id)).toMatchObject({ status: 'revoked' })
  await expect(step(contract.liftSuspension, id, revoked.version)).rejects.toMatchObject({
    code: 'credentials.revoked_already',
  })
  const one = await student()(contract.getIssued, { params: { id } })
  expect(one).toMatchObject({ state: 'revoked', reason: '复核后发现不符' })
  expect(one.steps.map(each => each.kind)).toEqual(['revoked', 'lifted', 'suspended'])
  expect(JSON.stringify(await student()(listTodos, { query: {} }))).toContain('credentials.revoked')
})

test('a key that was changed spoils nothing that was signed before', async () => {
  const first = await issued()
  const before = await admin()(contract.getIssuer, {})
  await admin()(contract.rotateKey, {})
  const second = await issued()
  const after = await admin()(contract.getIssuer, {})
  expect(after.issuer?.keys).toHaveLength((before.issuer?.keys.length ?? 0) + 1)
  for (const { id } of [first, second]) expect(await shown(id)).toMatchObject({ outcome: 'valid' })
  const { version } = await step(contract.revokeCredential, first.id, 1)
  expect(version).toBe(2)
  expect(await shown(first.id)).toMatchObject({ status: 'revoked' })
  expect(await shown(second.id)).toMatchObject({ status: 'in_force' })
})

test('until it is delivered nobody has it, and it can be withdrawn without a trace outside', async () => {
  const { id: batchId, taskId } = await issue({ holdHours: 2 })
  await signBatch.run({ batchId, taskId }, run())
  const { rows } = await admin()(contract.listIssued, { query: { batch: batchId } })
  const id = rows[0]?.id as string
  expect(rows[0]?.state).toBe('prepared')
  expect((await student()(contract.listMine, { query: {} })).rows.map(row => row.id)).not.toContain(id)
  await expect(student()(contract.getIssued, { params: { id } })).rejects.toMatchObject({ status: 404 })
  await expect(shown(id)).rejects.toMatchObject({ status: 404 })
  await expect(file(id, 'jwt', 'school_admin of a')).rejects.toMatchObject({
    code: 'credentials.not_delivered',
  })
  await admin()(contract.withdrawBatch, { params: { id: batchId }, body: { version: 1 } })
  expect(await admin()(contract.getBatch, { params: { id: batchId } })).toMatchObject({ state: 'withdrawn' })
  expect((await admin()(contract.listIssued, { query: { batch: batchId } })).rows).toEqual([])
  await tellDelivery.run({ batchId }, run())
  const delivered = await issued()
  const again = admin()(contract.withdrawBatch, { params: { id: delivered.batchId }, body: { version: 1 } })
  await expect(again).rejects.toMatchObject({ code: 'credentials.delivered_already' })
})

test('a signing that is stopped before it began takes everything back', async () => {
  const { id: batchId, taskId } = await issue({ holdHours: 1 })
  await app.services.systemPool.query('update platform.tasks set cancel_requested = true where id = $1', [
    taskId,
  ])
  await signBatch.run({ batchId, taskId }, run())
  expect(await admin()(contract.getBatch, { params: { id: batchId } })).toMatchObject({
    state: 'withdrawn',
    signed: 0,
  })
})

test('a class at once; a signing that broke off goes on where it was', async () => {
  const classId = prepared.world.members.classId
  const personId = await insertPerson(app.services, '班级示例')
  for (let i = 0; i < 30; i++)
    await insertAffiliation(app.services, {
      ...{ organisationId: prepared.ids.a, role: 'student', name: `同学${i}`, classId },
      ...(i === 0 ? { personId } : {}),
    })
  const { id: batchId, taskId, total } = await issue({ affiliationIds: [], classId })
  expect(total).toBe(31)
  await signBatch.run({ batchId, taskId }, run())
  const keep = `delete from credentials.papers where issued_id in
    (select id from credentials.issued where batch_id = $1 order by id limit 10)`
  await app.services.systemPool.query(keep, [batchId])
  await app.services.systemPool.query(
    `update platform.tasks set state = 'running', finished_at = null where id = $1`,
    [taskId],
  )
  await signBatch.run({ batchId, taskId }, run())
  const { rows } = await app.services.systemPool.query(
    `select count(*)::int as papers, count(distinct status_index)::int as places, max(status_index) as far
      from credentials.papers where issued_id in (select id from credentials.issued where batch_id = $1)`,
    [batchId],
  )
  expect(rows[0]).toMatchObject({ papers: 31, places: 31 })
  expect(rows[0].far).toBeGreaterThan(1000)
  const states = await admin()(contract.countIssued, { query: { batch: batchId } })
  expect(states).toEqual({ total: 31, states: [{ state: 'in_force', count: 31 }] })
})

test('1+X is never issued; levels, days and learners are checked', async () => {
  const forged = { ...TEMPLATE, name: { zh: '1+X 动画制作（中级）', en: null } }
  await expect(admin()(contract.createTemplate, { body: forged })).rejects.toMatchObject({
    code: 'credentials.one_plus_x',
  })
  const refused = (more: Partial<contract.IssueInput>, code: string) =>
    expect(issue(more)).rejects.toMatchObject({ status: 422, code })
  await refused({ level: null }, 'credentials.level')
  await refused({ level: '特等' }, 'credentials.level')
  await refused({ awardedOn: '2999-01-01' }, 'credentials.future')
  await refused({ validUntil: '2026-06-30' }, 'credentials.ends_before')
  await refused({ affiliationIds: [] }, 'credentials.learners')
  await refused(
    { affiliationIds: [prepared.as('student of b').account.affiliationId] },
    'credentials.learners',
  )
  await expect(issue({}, 'school_admin of x')).rejects.toMatchObject({ status: 404 })
})

test('others see nothing of it: lists, counts, exports, one by one', async () => {
  const { id } = await issued()
  for (const label of ['school_admin of b', 'school_admin of x', 'secretariat of a', 'company_hr of c']) {
    expect((await client(label)(contract.listIssued, { query: {} })).rows.map(row => row.id)).not.toContain(
      id,
    )
    expect((await client(label)(contract.countIssued, { query: { q: '滨城短片奖' } })).total).toBe(0)
    const csv = await client(label)(contract.exportIssued, { query: { format: 'csv' } })
    expect(await csv.text()).not.toContain('滨城短片奖')
  }
  for (const label of ['school_admin of b', 'teacher of a', 'student of b', 'guardian of x'])
    await expect(client(label)(contract.getIssued, { params: { id } })).rejects.toMatchObject({ status: 404 })
  expect((await client('guardian of a')(contract.listMine, { query: {} })).rows.map(row => row.id)).toContain(
    id,
  )
  const csv = await (await admin()(contract.exportIssued, { query: { format: 'csv' } })).text()
  expect(csv).toContain('滨城短片奖')
})

test('the sealed half of a key is out of the application’s reach', async () => {
  const read = app.services.appPool.query('select sealed from credentials.keys')
  await expect(read).rejects.toThrow('permission denied')
  const { rows } = await app.services.systemPool.query('select sealed from credentials.keys limit 1')
  expect(rows[0].sealed).toHaveLength(12 + 32 + 16)
})

// Each picture is read in a process of its own.
test('a design’s own picture: made anew, shown to whoever reads the credential, baked as PNG and as SVG', {
  timeout: 60_000,
}, async () => {
  const design = await admin()(contract.createTemplate, {
    body: { ...TEMPLATE, name: { zh: '自绘徽章', en: null } },
  })
  const params = { id: design.id }
  const put = (content: string | Buffer, label = 'school_admin of a') =>
    client(label)(contract.setPicture, { params, upload: new Blob([content as BlobPart]) })
  const shapes = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><script>alert(1)</script>
    <circle cx="10" cy="10" r="9" fill="#b5482a" onclick="alert(1)"/></svg>`
  await put(shapes)
  const { picture } = await admin()(contract.getTemplate, { params })
  expect(picture).toMatch(/^[0-9a-f]{64}$/)
  const { id } = await issued({ templateId: design.id })
  expect(await student()(contract.getIssued, { params: { id } })).toMatchObject({ picture })
  const seen = Buffer.from(
    await (await student()(contract.getIssuedPicture, { params: { id }, query: {} })).arrayBuffer(),
  )
  expect([pngSize(seen), seen.length < 200_000]).toEqual([{ width: 600, height: 600 }, true])
  for (const label of ['student of b', 'school_admin of b', 'teacher of a'])
    await expect(
      client(label)(contract.getIssuedPicture, { params: { id }, query: {} }),
    ).rejects.toMatchObject({ status: 404 })

  const [png, svg] = [await file(id, 'png'), (await file(id, 'svg')).toString()]
  expect(pngSize(png)).toEqual({ width: 600, height: 600 })
  expect(svg).toContain('fill="#b5482a"')
  expect(svg).not.toMatch(/alert|onclick/)
  for (const one of [png, svg]) expect(await judged(one)).toMatchObject({ outcome: 'valid' })
  const { credentialSubject } = JSON.parse((await file(id, 'json')).toString())
  expect(credentialSubject.achievement.image.id).toMatch(/^data:image\/png;base64,iVBOR/)
  expect(credentialSubject.achievement.image.id.length).toBeLessThan(14_000)

  const pdf = await file(id, 'pdf')
  expect(pdf.toString('latin1')).toMatch(/\/Subtype \/Image/)
  expect(await judged(pdf)).toMatchObject({ outcome: 'valid' })

  // Another design with the same picture: it is kept once.
  const twin = await admin()(contract.createTemplate, {
    body: { ...TEMPLATE, name: { zh: '同图徽章', en: null } },
  })
  await admin()(contract.setPicture, { params: twin, upload: new Blob([shapes]) })
  expect((await admin()(contract.getTemplate, { params: twin })).picture).toBe(picture)
  const kept = () =>
    app.services.systemPool
      .query('select count(*)::int as count from credentials.images')
      .then(({ rows }) => rows[0].count)
  const before = await kept()

  // Its design gets another picture and other words: what was issued keeps what it was issued with.
  await put(badgePng({ kind: 'award', colour: '#3d4fa3' }))
  await admin()(contract.updateTemplate, {
    params,
    body: {
      ...TEMPLATE,
      name: { zh: '改名徽章', en: null },
      criteria: { zh: '另一标准', en: null },
      version: 1,
    },
  })
  expect(await kept()).toBe(before + 1)
  expect(await student()(contract.getIssued, { params: { id } })).toMatchObject({
    ...{ picture, name: { zh: '自绘徽章' }, criteria: { zh: '评委会评定。' } },
  })
  const listed = await admin()(contract.listIssued, { query: { template: design.id } })
  expect(listed.rows[0]).toMatchObject({ id, picture, name: { zh: '自绘徽章' } })
  expect((await student()(contract.listMine, { query: {} })).rows.find(row => row.id === id)).toMatchObject({
    name: { zh: '自绘徽章' },
  })
  const still = await student()(contract.getIssuedPicture, { params: { id }, query: {} })
  expect(Buffer.from(await still.arrayBuffer()).equals(seen)).toBe(true)
  expect((await file(id, 'svg')).toString()).toContain('fill="#b5482a"')
  // What is issued from now on has the new ones: a picture of pixels, also baked into a drawing.
  const later = await issued({ templateId: design.id })
  expect((await file(later.id, 'svg')).toString()).toContain('<image width="400" height="400"')
  expect(later.rows[0]).toMatchObject({ name: { zh: '改名徽章' } })
  await expect(
    app.services.ownerPool.query(
      `insert into credentials.batches (template_id, organisation_id, total, awarded_on, deliver_at, by_name)
        values ($1, $2, 1, '2026-06-30', now(), '示例')`,
      [design.id, prepared.ids.b],
    ),
  ).rejects.toThrow('a design is issued by whose it is')

  // What is refused changes nothing.
  const huge = Buffer.from(badgePng({ kind: 'award', colour: '#3d4fa3' }))
  huge.writeUInt32BE(60_000, 16)
  const refused = async (content: string | Buffer) => put(content).catch(error => error.code)
  expect(await refused(shapes.replace('<script>', '<text>x</text><script>'))).toBe(
    'credentials.picture_lettering',
  )
  expect(await refused(`<!DOCTYPE svg>${shapes}`)).toBe('credentials.picture_doctype')
  expect(await refused('GIF89a')).toBe('credentials.picture_kind')
  expect(await refused(huge)).toMatch(/^credentials\.picture_(too_many_pixels|broken)$/)
  expect(await refused(Buffer.concat([huge.subarray(0, 8), Buffer.from('nonsense')]))).toBe(
    'credentials.picture_broken',
  )
  await expect(put(shapes, 'school_admin of b')).rejects.toMatchObject({ status: 404 })
  expect((await admin()(contract.getTemplate, { params })).picture).not.toBe(picture)
  await put(Buffer.from(badgePng({ kind: 'project', colour: '#3d4fa3' })))
  const unused = await kept()
  await admin()(contract.removePicture, { params })
  expect(await kept()).toBe(unused - 1)
  expect((await admin()(contract.getTemplate, { params })).picture).toBe(null)
  const plain = await issued({ templateId: design.id })
  expect((await file(plain.id, 'svg')).toString()).toContain('改名徽章')
})

test('a bundle is verified with Node alone, in a folder without us', async () => {
  const { id } = await issued()
  const dir = await mkdtemp(join(tmpdir(), 'overpass-bundle-'))
  try {
    const names = await unzip(await file(id, 'zip'), dir)
    expect(names).toEqual(
      expect.arrayContaining(['credential.json', 'did.json', 'status-revocation.json', '说明.txt']),
    )
    const check = () =>
      execFileSync(process.execPath, ['verify.mjs'], { cwd: dir, encoding: 'utf8', stdio: 'pipe' })
    expect(check()).toMatch(/^intact[\s\S]*revocation no[\s\S]*as of[\s\S]*later unknown/)
    const [head, payload, signature] = (await file(id, 'jwt')).toString().split('.')
    const claims = JSON.parse(Buffer.from(payload as string, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, awardedDate: '2020-01-01T00:00:00Z' }))
    await writeFile(join(dir, 'credential.jwt'), [head, forged.toString('base64url'), signature].join('.'))
    expect(check).toThrow()
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})

function unzip(zip: Buffer, dir: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const names: string[] = []
    fromBuffer(zip, { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error)
      archive.on('entry', entry => {
        names.push(entry.fileName)
        if (entry.fileName.includes('/')) return archive.readEntry()
        archive.openReadStream(entry, async (_, stream) => {
          await writeFile(join(dir, entry.fileName), await buffer(stream))
          archive.readEntry()
        })
      })
      archive.on('end', () => resolve(names))
      archive.readEntry()
    })
  })
}

test('the learner’s whole record is one signed CLR in two forms, whose parts are judged for themselves', async () => {
  const { id } = await issued()
  const record = async (format: (typeof contract.RECORD_FORMATS)[number]) =>
    Buffer.from(await (await student()(contract.downloadRecord, { query: { format } })).arrayBuffer())
  const files = { json: await record('json'), jwt: await record('jwt') }
  for (const format of contract.RECORD_FORMATS) {
    const found = await judged(files[format])
    expect(found).toMatchObject({ integrity: 'intact', outcome: 'valid' })
    expect(found?.form).toBe(format === 'json' ? 'data_integrity' : 'vc+jwt')
    expect(found?.claims?.types).toContain('ClrCredential')
    expect(found?.unchecked).toContain('no_status')
    const inner = found?.inner.find(one => one.claims?.id === `urn:uuid:${id}`)
    expect(inner).toMatchObject({ outcome: 'valid', form: found?.form })
  }
  const document = JSON.parse(files.json.toString())
  expect(credentialProblems(document)).toEqual([])
  expect(document).toMatchObject({ partial: false, proof: { cryptosuite: 'eddsa-rdfc-2022' } })

  // By a library that is not ours, the record and every credential in it; nothing is fetched.
  const inner: Json[] = document.credentialSubject.verifiableCredential
  for (const one of [document, ...inner]) expect(await verifiedByOthers(one), one.id).toBe(true)
  expect(await verifiedByOthers({ ...document, partial: true })).toBe(false)
  const last = { ...inner.at(-1), awardedDate: '2020-01-01T00:00:00Z' }
  const forged = {
    ...document,
    credentialSubject: {
      ...document.credentialSubject,
      verifiableCredential: [...inner.slice(0, -1), last],
    },
  }
  const seen = await judged(JSON.stringify(forged))
  expect(seen).toMatchObject({ integrity: 'tampered', outcome: 'invalid' })
})

type Json = Record<string, unknown> & { id: string; issuer: { id: string } }

async function verifiedByOthers(credential: Json): Promise<boolean> {
  const did = credential.issuer.id
  const published = await selectPublished(app.services.system, did)
  const { verified } = await verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: loaderWith(documentsOf(did, published)),
    // Lists are another matter, and looked at by the page.
    checkStatus: async () => ({ verified: true }),
  })
  return verified
}
