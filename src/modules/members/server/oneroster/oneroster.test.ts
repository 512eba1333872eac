import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Call, RequestError } from '#platform/contract/client.ts'
import { type ImportApp, insertOrganisation, startImportApp } from '#test/import-app.ts'
import {
  file,
  manifest,
  ROLES_1_2,
  type SetFiles,
  setOf,
  smallSchool,
  USERS_1_2,
  zipOf,
} from '#test/oneroster-set.ts'
import { openTestServices, type TestServices } from '#test/services.ts'
import * as contract from '../../contract/oneroster.ts'
import { withSystemTransaction } from '../import/transaction.ts'
import { importOneRoster } from './import-one-roster.ts'
import { oneRosterJobs } from './jobs.ts'
import { oneRosterRoutes } from './router.ts'
import { applySet, SILENT } from './run.ts'

let services: TestServices
let running: ImportApp

beforeAll(async () => {
  services = await openTestServices(process.env.LOUD ? { env: { LOG_LEVEL: 'info' } } : {})
  running = await startImportApp(services, services.database.url, {
    routes: oneRosterRoutes,
    jobs: oneRosterJobs,
  })
})
afterAll(async () => {
  await running.close()
  await services.close()
})

type School = { id: string; code: string; call: Call }

async function school(): Promise<School> {
  const id = await insertOrganisation(services.ownerPool)
  const { rows } = await services.ownerPool.query('select code from members.organisations where id = $1', [
    id,
  ])
  return { id, code: rows[0].code, call: running.as(id, 'school_admin') }
}

async function settled(call: Call, id: string): Promise<contract.OneRosterImport> {
  for (let i = 0; i < 400; i++) {
    const one = await call(contract.getOneRoster, { params: { id } })
    if (one.state !== 'previewing' && one.state !== 'applying') return one
    await sleep(25)
  }
  throw new Error('the import did not settle')
}

async function preview({ call }: School, set: Buffer, query: { birthDates?: 'true'; org?: string } = {}) {
  const upload = new Blob([new Uint8Array(set)])
  const { id } = await call(contract.uploadOneRoster, { query: { name: 'set.zip', ...query }, upload })
  return settled(call, id)
}

async function confirm({ call }: School, id: string, endMany = false) {
  await call(contract.confirmOneRoster, { params: { id }, body: { endMany } })
  return settled(call, id)
}

async function bring(at: School, set: Buffer) {
  const ready = await preview(at, set)
  expect(ready.error).toBeNull()
  expect(await problems(at, ready.id)).toEqual([])
  const done = await confirm(at, ready.id)
  expect(done.error).toBeNull()
  expect(done.state).toBe('done')
  return done
}

async function problems({ call }: School, id: string) {
  const { rows } = await call(contract.listOneRosterProblems, { params: { id }, query: { limit: 100 } })
  return rows.map(({ file, row, field, code, value }) => [file, row, field, code, value])
}

const countsOf = (one: contract.OneRosterImport, name: string) => {
  const found = one.counts?.find(count => count.file === name)
  if (!found) throw new Error(`no counts of ${name}`)
  const { added, changed, back, unchanged, ended } = found
  return { added, changed, back, unchanged, ended }
}
const NONE = { added: 0, changed: 0, back: 0, unchanged: 0, ended: 0 }

async function refused(work: Promise<unknown>) {
  try {
    await work
  } catch (error) {
    if (error instanceof RequestError) return [error.status, error.code]
    throw error
  }
  throw new Error('was not refused')
}

/** Everything that an import may write for one school, as one text. */
async function state({ id }: School): Promise<string> {
  const tables = [
    'academic_sessions',
    'courses',
    'course_classes',
    'course_class_sessions',
    'affiliations',
    'enrolments',
    'oneroster_users',
    'oneroster_orgs',
    'guardianships',
  ]
  const parts = tables.map(
    table => `(select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]')
      from members.${table} t where t.organisation_id = $1)`,
  )
  const { rows } = await services.ownerPool.query(
    `select jsonb_build_array(${parts.join(', ')})::text as all`,
    [id],
  )
  return rows[0].all
}

const people = async ({ id }: School) =>
  (
    await services.ownerPool.query(
      `select name, role, number, ends_on is null as open from members.affiliations
       where organisation_id = $1 order by number, role`,
      [id],
    )
  ).rows.map(({ name, role, number, open }) => [name, role, number, open])

const DELTA = 'active,2026-10-01T08:00:00.000Z'
const GONE = 'tobedeleted,2026-10-01T08:00:00.000Z'

test('a bulk set is previewed, written when confirmed, and changes nothing the second time', async () => {
  const at = await school()
  const set = await setOf(smallSchool(at.code))
  const empty = await state(at)
  const ready = await preview(at, set)
  expect(await problems(at, ready.id)).toEqual([])
  expect(ready).toMatchObject({ state: 'ready', version: '1.1', problems: 0 })
  expect(countsOf(ready, 'users')).toEqual({ ...NONE, added: 5 })
  expect(countsOf(ready, 'enrollments')).toEqual({ ...NONE, added: 5 })
  expect(ready.notes).toContainEqual({ code: 'password_ignored', file: 'users', count: 1 })
  expect(await state(at)).toBe(empty)

  expect((await confirm(at, ready.id)).state).toBe('done')
  expect(await people(at)).toEqual([
    ['林母亲', 'guardian', 'P001', true],
    ['林小一', 'student', 'S001', true],
    ['黄小二', 'student', 'S002', true],
    ['周小三', 'student', 'S003', true],
    ['陈示例', 'teacher', 'T001', true],
  ])
  const after = await state(at)
  expect(after).not.toContain('secret')
  const { rows } = await services.ownerPool.query(
    `select (select count(*)::int from members.guardianships where organisation_id = $1) as guardians,
       (select count(*)::int from audit.entries where organisation_id = $1 and action = 'members.import_oneroster') as audited`,
    [at.id],
  )
  expect(rows[0]).toEqual({ guardians: 1, audited: 1 })

  const again = await preview(at, set)
  for (const name of ['academicSessions', 'courses', 'classes', 'users', 'enrollments'])
    expect(countsOf(again, name)).toMatchObject({ added: 0, changed: 0, ended: 0 })
  expect((await confirm(at, again.id)).state).toBe('done')
  expect(await state(at)).toBe(after)
})

test('what a bulk set lacks is ended with a date, and comes back', async () => {
  const at = await school()
  const whole = smallSchool(at.code)
  await bring(at, await setOf(whole))
  const less = { ...whole }
  less.users = less.users?.replace(/u4,.*\r\n/, '') ?? ''
  less.enrollments = less.enrollments?.replace(/e4,.*\r\n/, '') ?? ''
  const done = await bring(at, await setOf(less))
  expect(countsOf(done, 'users')).toEqual({ ...NONE, unchanged: 4, ended: 1 })
  expect((await people(at)).find(([name]) => name === '周小三')).toEqual(['周小三', 'student', 'S003', false])
  const { rows } = await services.ownerPool.query(
    `select closed_on is not null as closed from members.enrolments where organisation_id = $1 and sourced_id = 'e4'`,
    [at.id],
  )
  expect(rows).toEqual([{ closed: true }])
  const back = await bring(at, await setOf(whole))
  expect(countsOf(back, 'users')).toEqual({ ...NONE, unchanged: 4, back: 1 })
  expect(countsOf(back, 'enrollments')).toEqual({ ...NONE, unchanged: 4, back: 1 })
})

const listed = async ({ call }: School, id: string, query: contract.OneRosterChangeFilters = {}) =>
  (await call(contract.listOneRosterChanges, { params: { id }, query: { limit: 100, ...query } })).rows.map(
    ({ outcome, name, role, fields }) => [
      ...[outcome, name, role],
      ...fields.map(({ field, before, after }) => `${field}: ${before} -> ${after}`),
    ],
  )

test('before it is applied each person is listed: who comes, who goes, and which field becomes what', async () => {
  const at = await school()
  const whole = smallSchool(at.code)
  const first = await preview(at, await setOf(whole))
  expect(await listed(at, first.id)).toEqual([
    ['added', '陈示例', 'teacher'],
    ['added', '黄小二', 'student'],
    ['added', '林母亲', 'guardian'],
    ['added', '林小一', 'student'],
    ['added', '周小三', 'student'],
  ])
  for (const q of ['周', 'zhou', 'S003'])
    expect(await listed(at, first.id, { q })).toEqual([['added', '周小三', 'student']])
  expect(await listed(at, first.id, { role: 'teacher' })).toEqual([['added', '陈示例', 'teacher']])
  const page = await at.call(contract.listOneRosterChanges, { params: { id: first.id }, query: { limit: 2 } })
  const rest = await at.call(contract.listOneRosterChanges, {
    params: { id: first.id },
    query: { after: page.next ?? '' },
  })
  expect([...page.rows, ...rest.rows].map(({ place }) => place)).toEqual([1, 2, 3, 4, 5])
  await confirm(at, first.id)
  expect((await listed(at, first.id)).map(([outcome]) => outcome)).toEqual(Array(5).fill('added'))

  const next = { ...whole }
  next.users = (next.users ?? '').replace(/u4,.*\r\n/, '').replace('chen@example.org', 'chen@school.example')
  next.users = next.users.replace(',小二,黄,,S002', ',小二,黄,,S022')
  next.enrollments = next.enrollments?.replace(/e4,.*\r\n/, '') ?? ''
  const second = await preview(at, await setOf(next))
  const today = await services.ownerPool.query('select platform.today()::text as day')
  const expected = [
    ['changed', '陈示例', 'teacher', 'email: chen@example.org -> chen@school.example'],
    ['changed', '黄小二', 'student', 'number: S002 -> S022'],
    ['ended', '周小三', 'student', `ends_on: null -> ${today.rows[0].day}`],
  ]
  expect(await listed(at, second.id)).toEqual(expected)
  expect(await listed(at, second.id, { outcome: 'ended' })).toEqual(expected.slice(2))
  const csv = await at.call(contract.exportOneRosterChanges, {
    params: { id: second.id },
    query: { format: 'csv' },
  })
  const lines = (await csv.text()).trim().split('\n')
  expect(lines).toHaveLength(4)
  expect(lines[2]).toContain('S002')
  // Nobody else's administrator sees a line of it.
  const other = await school()
  expect(
    await refused(other.call(contract.listOneRosterChanges, { params: { id: second.id }, query: {} })),
  ).toEqual([404, 'missing'])
  await confirm(at, second.id)
  expect(await listed(at, second.id)).toEqual(expected)
})

test('a delta touches the rows it names, and tobedeleted ends without deleting', async () => {
  const at = await school()
  await bring(at, await setOf(smallSchool(at.code)))
  const delta: SetFiles = {
    ...file(
      'users',
      `u3,${DELTA},true,o1,student,s002,,小二,王,,S002,,,,,10,`,
      `u4,${GONE},,,,,,,,,,,,,,,`,
      `u6,${DELTA},true,o1,student,s006,,小六,许,,S006,,,,,10,`,
      `u9,${GONE},,,,,,,,,,,,,,,`,
    ),
    ...file('enrollments', `e4,${GONE},,,,,,,`, `e6,${DELTA},k1,o1,u6,student,,,`),
  }
  const done = await bring(at, await setOf(delta, 'delta'))
  expect(countsOf(done, 'users')).toEqual({ ...NONE, added: 1, changed: 1, ended: 1 })
  expect(countsOf(done, 'enrollments')).toEqual({ ...NONE, added: 1, ended: 1 })
  expect(done.notes).toContainEqual({ code: 'gone_unknown', file: 'users', count: 1 })
  expect((await people(at)).map(([name, , , open]) => [name, open])).toEqual([
    ['林母亲', true],
    ['林小一', true],
    ['王小二', true],
    ['周小三', false],
    ['许小六', true],
    ['陈示例', true],
  ])
})

test('references that lead nowhere are named by file, row and column, and nothing is written', async () => {
  const at = await school()
  const empty = await state(at)
  const broken = smallSchool(at.code)
  broken.enrollments += 'e6,,,k9,o1,u2,student,,,\r\ne7,,,k1,o9,u8,student,,,\r\ne2,,,k2,o1,u2,student,,,\r\n'
  broken.users = broken.users?.replace('u5,10,', '"u5,u7",10,') ?? ''
  broken.classes = broken.classes?.replace('"t1,t2"', '"t1,t3"') ?? ''
  const ready = await preview(at, await setOf(broken))
  expect(await problems(at, ready.id)).toEqual([
    ['classes', 2, 'termSourcedIds', 'no_such', 't3'],
    ['users', 3, 'agentSourcedIds', 'no_such', 'u7'],
    ['enrollments', 3, 'sourcedId', 'duplicate', 'e2'],
    ['enrollments', 7, 'classSourcedId', 'no_such', 'k9'],
    ['enrollments', 8, 'schoolSourcedId', 'no_such', 'o9'],
    ['enrollments', 8, 'userSourcedId', 'no_such', 'u8'],
    ['enrollments', 9, 'sourcedId', 'duplicate', 'e2'],
  ])
  expect(await refused(confirm(at, ready.id))).toEqual([409, 'oneroster.problems'])
  expect(await state(at)).toBe(empty)
})

test('status and dateLastModified: empty in bulk, required in delta', async () => {
  const at = await school()
  const files = smallSchool(at.code)
  files.courses = files.courses?.replace('c1,,,', 'c1,active,2026-09-01T00:00:00Z,') ?? ''
  const ready = await preview(at, await setOf(files))
  expect(await problems(at, ready.id)).toEqual([
    ['courses', 2, 'dateLastModified', 'modified_filled', '2026-09-01T00:00:00Z'],
    ['courses', 2, 'status', 'status_filled', 'active'],
  ])
  await bring(at, await setOf(smallSchool(at.code)))
  const delta = await preview(
    at,
    await setOf(
      { ...smallSchool(at.code), ...file('enrollments', 'e1,gone,yesterday,k1,o1,u1,teacher,true,,') },
      'delta',
    ),
  )
  expect(await problems(at, delta.id)).toContainEqual(['enrollments', 2, 'status', 'token', 'gone'])
  expect(await problems(at, delta.id)).toContainEqual([
    'enrollments',
    2,
    'dateLastModified',
    'modified_blank',
    'yesterday',
  ])
})

test('version 1.2: roles in a file of their own, one person in two of them, no administrators', async () => {
  const at = await school()
  const user = (id: string, given: string, family: string, number: string, agents = '') =>
    `${id},,,true,${number},,${given},${family},,${number},,,,${agents},,,,,,,o1,`
  const { users: _, ...rest } = smallSchool(at.code)
  const files = {
    ...rest,
    users: [
      USERS_1_2,
      user('u1', '示例', '陈', 'T001'),
      user('u2', '小一', '林', 'S001', 'u1'),
      user('u3', '小二', '黄', 'S002'),
      user('u4', '小三', '周', 'S003'),
    ].join('\n'),
    roles: [
      ROLES_1_2,
      'r1,,,u1,primary,principal,2020-09-01,,o1,',
      'r2,,,u1,secondary,parent,,,o1,',
      'r3,,,u2,primary,student,,,o1,',
      'r4,,,u3,primary,student,,,o1,',
      'r5,,,u4,primary,student,,,o1,',
    ].join('\n'),
  }
  const done = await bring(at, await setOf(files, 'bulk', '1.2'))
  expect(countsOf(done, 'users')).toEqual({ ...NONE, added: 5 })
  expect(done.notes).toContainEqual({ code: 'admin_as_teacher', file: 'roles', count: 1 })
  expect(done.notes).toContainEqual({ code: 'guardians_joined', file: 'users', count: 1 })
  expect((await people(at)).filter(([name]) => name === '陈示例').map(([, role]) => role)).toEqual([
    'guardian',
    'teacher',
  ])
  const { roles, ...delta } = { roles: [ROLES_1_2, `r2,${GONE},u1,secondary,parent,,,o1,`].join('\n') }
  await bring(at, await setOf({ ...delta, roles }, 'delta', '1.2'))
  expect(
    (await people(at)).filter(([name]) => name === '陈示例').map(([, role, , open]) => [role, open]),
  ).toEqual([
    ['guardian', false],
    ['teacher', true],
  ])
})

test('demographics are refused unless birth dates are asked for, and then nothing else is read', async () => {
  const at = await school()
  const set = await setOf({ ...smallSchool(at.code), ...file('demographics', 'u2,,,2010-05-06,female') })
  expect(await refused(preview(at, set))).toEqual([422, 'oneroster.demographics'])
  const ready = await preview(at, set, { birthDates: 'true' })
  expect((await confirm(at, ready.id)).state).toBe('done')
  expect(await state(at)).toContain('2010-05-06')
  expect(await state(at)).not.toContain('female')
})

test('another school is not imported: neither as the own one nor beside it', async () => {
  const [at, other] = [await school(), await school()]
  const ready = await preview(at, await setOf(smallSchool(other.code)))
  expect(ready).toMatchObject({ state: 'failed', error: { code: 'oneroster.not_ours' } })
  const claimed = await preview(at, await setOf(smallSchool(other.code)), { org: 'o1' })
  expect(claimed).toMatchObject({ state: 'failed', error: { code: 'oneroster.not_ours' } })
  const both = smallSchool(at.code)
  both.orgs += 'o0,,,总校,district,,\r\no2,,,艺术系,department,,o1\r\no3,,,另一所,school,,o0\r\n'
  const mixed = await preview(at, await setOf(both))
  expect(await problems(at, mixed.id)).toEqual([
    ['orgs', 3, 'sourcedId', 'foreign_org', 'o0'],
    ['orgs', 5, 'sourcedId', 'foreign_org', 'o3'],
  ])
  both.orgs = (both.orgs ?? '').replace(`${at.code},`, `${at.code},o0`).replace(/o3,.*\r\n/, '')
  const done = await bring(at, await setOf(both))
  expect(done.notes).toContainEqual({ code: 'org_below', file: 'orgs', count: 1 })
  expect(done.notes).toContainEqual({ code: 'org_above', file: 'orgs', count: 1 })
  expect(await refused(other.call(contract.getOneRoster, { params: { id: done.id } }))).toEqual([
    404,
    'missing',
  ])
  expect(await refused(running.as(at.id, 'teacher')(contract.listOneRoster, {}))).toEqual([403, 'forbidden'])
  expect((await other.call(contract.listOneRoster, {})).rows.map(row => row.state)).toEqual([])
})

test('a hostile or clumsy zip is refused at once and leaves nothing', async () => {
  const at = await school()
  const files = smallSchool(at.code)
  const csv = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.csv`, text]))
  const list = { 'manifest.csv': manifest(files) }
  const twice = await zipOf({ ...list, ...csv, 'users.csx': 'x' })
  const cases: [string, Buffer][] = [
    ['archive.not_a_zip', Buffer.from('sourcedId,status\n')],
    ['archive.missing', await zipOf(csv)],
    ['archive.folder', await zipOf({ 'export/manifest.csv': list['manifest.csv'] })],
    ['archive.case', await zipOf({ ...list, ...csv, 'Roles.csv': '' })],
    ['archive.nested', await zipOf({ ...list, ...csv, 'more.zip': twice })],
    [
      'archive.duplicate',
      Buffer.from(twice.toString('latin1').replaceAll('users.csx', 'users.csv'), 'latin1'),
    ],
    ['archive.path', Buffer.from(twice.toString('latin1').replaceAll('users.csx', '../us.csx'), 'latin1')],
    ['archive.bomb', await zipOf({ ...list, ...csv, 'results.csv': Buffer.alloc(40 * 1024 * 1024) })],
    ['oneroster.file_missing', await zipOf(list)],
    ['oneroster.version', await zipOf({ ...csv, 'manifest.csv': manifest(files, 'bulk', '2.0') })],
    ['oneroster.manifest_value', await zipOf({ ...csv, 'manifest.csv': manifest(files, 'full') })],
    ['archive.encoding', await zipOf({ ...csv, 'manifest.csv': Buffer.from([0x70, 0xff, 0xfe]) })],
  ]
  for (const [code, zip] of cases) {
    expect([code, await refused(preview(at, zip))]).toEqual([code, [422, code]])
  }
  expect((await at.call(contract.listOneRoster, {})).rows).toEqual([])
})

test('damage that is found while reading fails the import by file and row', async () => {
  const at = await school()
  const files = smallSchool(at.code)
  const cases: [string, Record<string, unknown>, SetFiles][] = [
    ['archive.quote', { file: 'users.csv', row: 7 }, { ...files, users: `${files.users}u7,,,"tr"ue,o1\r\n` }],
    [
      'oneroster.header_case',
      { file: 'users.csv', column: 'sourcedId', found: 'SourcedId' },
      { ...files, users: (files.users ?? '').replace('sourcedId', 'SourcedId') },
    ],
    [
      'oneroster.header_missing',
      { file: 'courses.csv', column: 'title' },
      { ...files, courses: (files.courses ?? '').replace('title', 'name') },
    ],
    [
      'oneroster.header_twice',
      { file: 'courses.csv', column: 'grades' },
      { ...files, courses: (files.courses ?? '').replace('subjects', 'grades') },
    ],
    ['oneroster.file_empty', { file: 'courses.csv' }, { ...files, courses: '' }],
  ]
  for (const [code, data, set] of cases) {
    const ready = await preview(at, await setOf(set))
    expect(ready).toMatchObject({ state: 'failed', error: { code, data } })
  }
})

test('marks, line ends and quotes as real systems write them are understood', async () => {
  const at = await school()
  const files = smallSchool(at.code)
  for (const name of Object.keys(files)) files[name] = `\uFEFF${files[name]?.replaceAll('\r\n', '\n')}\n\n`
  files.courses = files.courses?.replace('影视后期,', '"影视""后期"", 上",') ?? ''
  const zip = await zipOf({
    ...{
      'manifest.csv': `\uFEFF${manifest(files)}`,
      '__MACOSX/._users.csv': 'x',
      '.DS_Store': 'x',
      'readme.txt': 'x',
    },
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.csv`, text])),
  })
  const done = await bring(at, zip)
  expect(await state(at)).toContain('影视\\"后期\\", 上')
  expect(done.notes).toContainEqual({ code: 'file_unknown', file: 'readme.txt', count: 1 })
})

test('two imports of one school at once: one is written, the other is told', async () => {
  const at = await school()
  await bring(at, await setOf(smallSchool(at.code)))
  const add = (id: string) =>
    setOf(file('users', `${id},${DELTA},true,o1,student,${id},,小新,许,,N1,,,,,10,`), 'delta')
  const [one, two] = [await preview(at, await add('n1')), await preview(at, await add('n2'))]
  const results = await Promise.all([confirm(at, one.id), confirm(at, two.id)])
  expect(results.map(result => result.state).sort()).toEqual(['done', 'failed'])
  expect(results.find(result => result.state === 'failed')?.error?.code).toBe('oneroster.stale')
  expect((await people(at)).filter(([name]) => name === '许小新').length).toBe(1)
})

test('a cancelled import leaves nothing, before and after its confirmation', async () => {
  const at = await school()
  const empty = await state(at)
  const ready = await preview(at, await setOf(smallSchool(at.code)))
  await at.call(contract.cancelOneRoster, { params: { id: ready.id } })
  expect((await settled(at.call, ready.id)).state).toBe('cancelled')
  expect(await refused(confirm(at, ready.id))).toEqual([409, 'oneroster.not_now'])
  // The same bytes again: while they are being cleaned away the answer is to hand them in once more.
  const again = await setOf(smallSchool(at.code))
  const other = await preview(at, again).catch(error => {
    expect(error.code).toBe('try_again')
    return preview(at, again)
  })
  await at.call(contract.confirmOneRoster, { params: { id: other.id }, body: {} })
  await at.call(contract.cancelOneRoster, { params: { id: other.id } }).catch(() => {})
  const ended = await settled(at.call, other.id)
  if (ended.state === 'cancelled') expect(await state(at)).toBe(empty)
  else expect(ended.state).toBe('done')
})

test('work that dies while it writes leaves nothing half, and can be done again', async () => {
  const at = await school()
  const { id } = await preview(at, await setOf(smallSchool(at.code)))
  const before = await state(at)
  await services.ownerPool.query(`update members.oneroster_imports set state = 'applying' where id = $1`, [
    id,
  ])
  for (let survived = 0; survived < 12; survived++) {
    let steps = 0
    const progress = {
      ...SILENT,
      async advance() {
        if (steps++ >= survived) throw new Error('the process has died')
      },
    }
    const work = withSystemTransaction(services, client => applySet(client, id, progress))
    const died = await work.then(
      () => false,
      () => true,
    )
    if (!died) break
    expect(await state(at)).toBe(before)
  }
  expect((await people(at)).length).toBe(5)
})

test('from the command line a set is shown, and written only when confirmed', async () => {
  const at = await school()
  const path = join(tmpdir(), `${process.pid}-set.zip`)
  const run = (confirm: boolean) => importOneRoster(services, { organisationCode: at.code, path, confirm })
  try {
    await writeFile(path, await setOf(smallSchool(at.code)))
    expect(countsOf(await run(false), 'users')).toEqual({ ...NONE, added: 5 })
    expect(await people(at)).toEqual([])
    expect((await run(true)).state).toBe('done')
    expect((await people(at)).length).toBe(5)
    await writeFile(path, await setOf(file('enrollments', 'e1,,,k9,o1,u1,teacher,true,,')))
    const broken = await run(true)
    expect(broken).toMatchObject({ state: 'ready', problems: 1 })
    expect(broken.listed).toMatchObject([
      { file: 'enrollments', row: 2, field: 'classSourcedId', value: 'k9' },
    ])
  } finally {
    await rm(path, { force: true })
  }
})

test('people whom the school has by hand are found by number; a number of somebody else is refused', async () => {
  const at = await school()
  const insert = (role: string, name: string, number: string) =>
    services.ownerPool.query(
      `insert into members.affiliations (organisation_id, role, name, number, sort_key, grams)
       values ($1, $2, $3, $4, 'x', '{}')`,
      [at.id, role, name, number],
    )
  await insert('student', '林小一', 'S001')
  await insert('mentor', '外聘', 'M001')
  const done = await bring(at, await setOf(smallSchool(at.code)))
  expect(countsOf(done, 'users')).toEqual({ ...NONE, added: 4, changed: 1 })
  expect((await people(at)).length).toBe(6)
  await insert('student', '插班生', 'S009')
  const files = smallSchool(at.code)
  files.users = files.users?.replace('S003', 'S009') ?? ''
  const ready = await preview(at, await setOf(files))
  expect(await problems(at, ready.id)).toEqual([['users', 5, 'identifier', 'number_taken', 'S009']])
})

test('numbers and places may be exchanged in one import', async () => {
  const at = await school()
  await bring(at, await setOf(smallSchool(at.code)))
  const files = smallSchool(at.code)
  files.users = files.users?.replace('S002', 'X').replace('S003', 'S002').replace(',X,', ',S003,') ?? ''
  files.enrollments =
    files.enrollments?.replace('e3,,,k1,o1,u3', 'e3,,,k2,o1,u4').replace('e4,,,k2,o1,u4', 'e4,,,k1,o1,u3') ??
    ''
  const done = await bring(at, await setOf(files))
  expect(countsOf(done, 'users')).toEqual({ ...NONE, unchanged: 3, changed: 2 })
  expect(countsOf(done, 'enrollments')).toEqual({ ...NONE, unchanged: 3, changed: 2 })
})

test('a person reads their own enrolments, a teacher the school’s, another school none', async () => {
  const at = await school()
  const other = await school()
  await bring(at, await setOf(smallSchool(at.code)))
  const { rows } = await services.ownerPool.query(
    `with p as (insert into members.persons (display_name) values ('林小一') returning id)
     update members.affiliations a set person_id = p.id from p
     where a.organisation_id = $1 and a.number = 'S001' returning p.id as person, a.id as affiliation`,
    [at.id],
  )
  const read = async (organisation: string, role: string, person: string) => {
    const client = await services.appPool.connect()
    try {
      await client.query('begin')
      await client.query(`set local overpass."organisation" = '${organisation}'`)
      await client.query(`set local overpass."role" = '${role}'`)
      await client.query(`set local overpass."person" = '${person}'`)
      return (await client.query('select sourced_id from members.enrolments order by 1')).rows.map(
        row => row.sourced_id,
      )
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const nobody = '00000000-0000-0000-0000-000000000001'
  expect(await read(at.id, 'student', rows[0].person)).toEqual(['e2'])
  expect((await read(at.id, 'teacher', nobody)).length).toBe(5)
  expect(await read(at.id, 'student', nobody)).toEqual([])
  expect(await read(other.id, 'school_admin', nobody)).toEqual([])
})
