import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '#platform/contract/client.ts'
import { rowsOf, testFolder } from '#platform/server/documents/table-test-files.ts'
import {
  type ImportApp,
  insertOrganisation,
  previewOf,
  refusalOf,
  settledImport,
  startImportApp,
} from '#test/import-app.ts'
import { openTestServices, type TestServices } from '#test/services.ts'
import * as contract from '../../contract/import.ts'

let services: TestServices
let running: ImportApp
const folder = testFolder()

beforeAll(async () => {
  services = await openTestServices()
  running = await startImportApp(services, services.database.url)
})
afterAll(async () => {
  await running.close()
  await services.close()
  await (await folder).remove()
})

const HEADER = '学籍号,学号,姓名,班级,年级,专业名称,联系电话,出生日期'
const PEOPLE = [
  'X1,001,张小明,影视1班,2025级,影视后期,13800000001,2009-01-02',
  'X2,002,李雷,影视1班,2025级,影视后期,13800000002,2009/3/4',
  'X3,003,韩梅梅,动画1班,2025级,动漫制作,,2009年5月6日',
]
const csv = (...lines: string[]) => new Blob([`${lines.join('\r\n')}\r\n`])

async function school() {
  const id = await insertOrganisation(services.ownerPool)
  return { id, call: running.as(id, 'school_admin') }
}

async function confirm(call: Call, id: string, body: { leaveOutBad?: boolean; endMany?: boolean } = {}) {
  await call(contract.confirmImport, { params: { id }, body })
  return settledImport(call, id)
}

const peopleOf = async (organisationId: string) =>
  (
    await services.ownerPool.query(
      `select a.name, a.number, a.external_id, a.phone, a.birth_date, a.ends_on, c.name as class, c.cohort, a.grams
       from members.affiliations a left join members.classes c on c.id = a.class_id
       where a.organisation_id = $1 order by a.external_id, a.id`,
      [organisationId],
    )
  ).rows

test('a roster with official column names is previewed and then applied as a whole', async () => {
  const { id, call } = await school()
  const ready = await previewOf(call, csv(HEADER, ...PEOPLE))
  expect(ready).toMatchObject({ state: 'ready', counts: { rows: 3, added: 3, problems: 0, newClasses: 2 } })
  expect(await peopleOf(id)).toEqual([])

  const done = await confirm(call, ready.id)
  expect(done.state).toBe('done')
  const people = await peopleOf(id)
  expect(people).toMatchObject([
    {
      name: '张小明',
      number: '001',
      external_id: 'X1',
      class: '影视1班',
      cohort: 2025,
      birth_date: '2009-01-02',
    },
    { name: '李雷', birth_date: '2009-03-04' },
    { name: '韩梅梅', phone: null, birth_date: '2009-05-06', class: '动画1班' },
  ])
  expect(people[0]?.grams).toContain('zhangxiaoming')
  const trail = await services.ownerPool.query(
    `select action, subject_id, data from audit.entries where organisation_id = $1`,
    [id],
  )
  expect(trail.rows).toMatchObject([
    { action: 'members.import_people', subject_id: ready.id, data: { added: 3, sha256: ready.fileHash } },
  ])
  const added = await call(contract.listImportChanges, {
    params: { id: ready.id },
    query: { outcome: 'added' },
  })
  expect(added.rows.map(row => row.name)).toEqual(['张小明', '李雷', '韩梅梅'])
})

test('the same file again changes nothing; a later one changes, ends and brings back', async () => {
  const { id, call } = await school()
  await confirm(call, (await previewOf(call, csv(HEADER, ...PEOPLE))).id)
  const same = await previewOf(call, csv(HEADER, ...PEOPLE))
  expect(same.counts).toMatchObject({ added: 0, changed: 0, unchanged: 3, ended: 0 })
  expect(await refusalOf(confirm(call, same.id))).toEqual({ status: 409, code: 'import.nothing_changes' })

  const later = [
    PEOPLE[0]?.replace('13800000001', '13900000001'),
    'X4,004,新同学,影视1班,2025级,,,',
    PEOPLE[1],
  ]
  const next = await previewOf(call, csv(HEADER, ...(later as string[])), { endMissingOn: '2026-11-01' })
  expect(next.counts).toMatchObject({ added: 1, changed: 1, unchanged: 1, ended: 1, inScope: 3 })
  const changed = await call(contract.listImportChanges, {
    params: { id: next.id },
    query: { outcome: 'changed' },
  })
  expect(changed.rows).toMatchObject([
    { row: 2, name: '张小明', fields: [{ field: 'phone', before: '13800000001', after: '13900000001' }] },
  ])
  expect(await refusalOf(confirm(call, next.id))).toEqual({ status: 409, code: 'import.ends_many' })
  expect((await confirm(call, next.id, { endMany: true })).state).toBe('done')
  const ended = (await peopleOf(id)).find(person => person.name === '韩梅梅')
  // Somebody who began today is not ended before today.
  expect(ended?.ends_on).not.toBeNull()

  const back = await previewOf(call, csv(HEADER, ...(later as string[]), PEOPLE[2] as string))
  expect(back.counts).toMatchObject({ back: 1, unchanged: 3, ended: 0 })
  await confirm(call, back.id)
  expect((await peopleOf(id)).filter(person => person.ends_on !== null)).toEqual([])
})

test('every problem is named by row and column, and blocks until the rows are left out', async () => {
  const { id, call } = await school()
  const bad = await previewOf(
    call,
    csv(
      HEADER,
      ...PEOPLE,
      'X4,004,,影视1班,2025级,,,',
      'X5,005,坏日期,影视1班,2025级,,,2009-13-40',
      'X1,006,重复,影视1班,2025级,,,',
      'X7,007,=cmd|calc,影视1班,2025级,,,',
      ',,没号,影视1班,2025级,,,',
      `X9,009,${'长'.repeat(101)},影视1班,2024级,,电话没有,`,
    ),
  )
  expect(bad.state).toBe('ready')
  const { rows } = await call(contract.listImportProblems, { params: { id: bad.id }, query: { limit: 100 } })
  const said = rows.map(({ row, column, code }) => [row, column, code])
  expect(said).toEqual(
    expect.arrayContaining([
      [5, 3, 'missing_name'],
      [6, 8, 'bad_date'],
      [2, 1, 'duplicate'],
      [7, 1, 'duplicate'],
      [8, 3, 'formula'],
      [9, 1, 'missing_key'],
      [10, 3, 'too_long'],
      [10, 7, 'bad_phone'],
      [10, 5, 'class_two_cohorts'],
    ]),
  )
  expect(await refusalOf(confirm(call, bad.id))).toEqual({ status: 409, code: 'import.problems' })
  expect(await peopleOf(id)).toEqual([])

  const sheet = await call(contract.downloadImportProblems, { params: { id: bad.id } })
  const path = await (await folder).file(Buffer.from(await sheet.arrayBuffer()))
  const table = await rowsOf(path)
  expect(table[0]?.cells.slice(0, 3)).toEqual(['学籍号', '学号', '姓名'])
  expect(table.find(row => row.cells[1] === '007')?.cells[2]).toBe('=cmd|calc')
})

test('rows with problems are left out only by a choice, which the trail keeps', async () => {
  const { id, call } = await school()
  const ready = await previewOf(call, csv(HEADER, ...PEOPLE, 'X4,004,,影视1班,2025级,,,'))
  expect(ready.counts).toMatchObject({ added: 3, bad: 1 })
  expect(await confirm(call, ready.id, { leaveOutBad: true })).toMatchObject({
    state: 'done',
    leaveOutBad: true,
  })
  expect(await peopleOf(id)).toHaveLength(3)
})

test('identity numbers and addresses are not read; a registration number that holds one is concealed', async () => {
  const { id, call } = await school()
  const secret = '11010519491231002X'
  const upload = csv('姓名,学号,学籍号,身份证号,家庭住址,性别', `张三,01,G${secret},${secret},某路一号,男`)
  const ready = await previewOf(call, upload)
  expect(ready.source.columns.map(column => column.reason)).toEqual([
    'known',
    'known',
    'known',
    'sensitive',
    'sensitive',
    'unneeded',
  ])
  await confirm(call, ready.id)
  const [person] = await peopleOf(id)
  expect(person?.external_id).toMatch(/^id:[\w-]{32}$/)
  expect((await previewOf(call, upload)).counts).toMatchObject({ unchanged: 1, added: 0 })
  for (const table of ['affiliations', 'imports', 'import_rows', 'import_changes', 'import_columns']) {
    const { rows } = await services.ownerPool.query(`select t::text as all from members.${table} t`)
    expect(rows.filter(row => row.all.includes(secret) || row.all.includes('某路'))).toEqual([])
  }
})

test('two previews at once are fine; the second is asked to look again', async () => {
  const { call } = await school()
  const first = await previewOf(call, csv(HEADER, ...PEOPLE))
  const second = await previewOf(call, csv(HEADER, PEOPLE[0] as string))
  await confirm(call, first.id)
  expect(await refusalOf(confirm(call, second.id))).toEqual({ status: 409, code: 'import.stale' })
  await call(contract.previewImport, { params: { id: second.id }, body: {} })
  expect((await settledImport(call, second.id)).counts).toMatchObject({ unchanged: 1, ended: 2 })
})

test('two people may exchange their numbers, and a number that somebody keeps is refused', async () => {
  const { id, call } = await school()
  await confirm(call, (await previewOf(call, csv(HEADER, ...PEOPLE))).id)
  const swapped = csv('学籍号,学号,姓名', 'X1,002,张小明', 'X2,001,李雷', 'X3,003,韩梅梅')
  const ready = await previewOf(call, swapped)
  expect(ready.counts).toMatchObject({ changed: 2, unchanged: 1, bad: 0 })
  expect((await confirm(call, ready.id)).state).toBe('done')
  expect((await peopleOf(id)).map(person => person.number)).toEqual(['002', '001', '003'])
  const taken = await previewOf(call, csv('学籍号,学号,姓名', 'X8,003,新人'), { endMissingOn: null })
  const { rows } = await call(contract.listImportProblems, { params: { id: taken.id } })
  expect(rows).toMatchObject([{ row: 2, column: 2, code: 'number_taken', data: { name: '韩梅梅' } }])
})

test('columns with names of its own are mapped once and remembered', async () => {
  const { call } = await school()
  const upload = () => csv('孩子,内部码', '张三,Z1')
  const one = await call(contract.uploadRoster, { query: { name: 'a.csv' }, upload: upload() })
  expect(one.state).toBe('mapping')
  expect(await refusalOf(call(contract.previewImport, { params: { id: one.id }, body: {} }))).toMatchObject({
    status: 400,
  })
  const columns = [
    { column: 1, field: 'name' as const },
    { column: 2, field: 'number' as const },
  ]
  await call(contract.previewImport, {
    params: { id: one.id },
    body: { settings: { ...one.settings, columns } },
  })
  expect((await settledImport(call, one.id)).counts).toMatchObject({ added: 1 })
  const again = await call(contract.uploadRoster, { query: { name: 'b.csv' }, upload: upload() })
  expect(again).toMatchObject({ state: 'uploaded', settings: { columns } })
})

test('other organisations and other roles see nothing', async () => {
  const { id, call } = await school()
  const ready = await previewOf(call, csv(HEADER, ...PEOPLE))
  const stranger = (await school()).call
  const teacher = running.as(id, 'teacher')
  const params = { id: ready.id }
  expect(await refusalOf(stranger(contract.getImport, { params }))).toEqual({ status: 404, code: 'missing' })
  expect(await refusalOf(stranger(contract.confirmImport, { params, body: {} }))).toMatchObject({
    status: 404,
  })
  expect(await refusalOf(teacher(contract.getImport, { params }))).toMatchObject({ status: 403 })
  expect((await stranger(contract.listImports, {})).rows).toEqual([])
  expect((await call(contract.listImports, {})).rows.map(row => row.id)).toEqual([ready.id])
})

test('a cancelled import leaves neither file nor rows', async () => {
  const { id, call } = await school()
  const ready = await previewOf(call, csv(HEADER, 'C1,C1,独一份,,,,,'))
  await call(contract.cancelImport, { params: { id: ready.id } })
  expect((await settledImport(call, ready.id)).state).toBe('cancelled')
  for (let i = 0; i < 100 && (await services.files.has(ready.fileHash)); i++) await sleep(50)
  expect(await services.files.has(ready.fileHash)).toBe(false)
  const { rows } = await services.ownerPool.query('select from members.import_rows where import_id = $1', [
    ready.id,
  ])
  expect(rows).toEqual([])
  expect(await peopleOf(id)).toEqual([])
})
