import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '#platform/contract/client.ts'
import { sheetOf, workbookOf, zipOf } from '#platform/server/documents/table-test-files.ts'
import { type ImportApp, insertOrganisation, previewOf, refusalOf, startImportApp } from '#test/import-app.ts'
import { openTestServices, type TestServices } from '#test/services.ts'
import * as contract from '../../contract/import.ts'

let services: TestServices
let running: ImportApp
let call: Call

beforeAll(async () => {
  services = await openTestServices()
  running = await startImportApp(services, services.database.url)
  call = running.as(await insertOrganisation(services.ownerPool), 'school_admin')
})
afterAll(async () => {
  await running.close()
  await services.close()
})

const HEADER = '学号,姓名\n'
const people = (from: number, to: number) => {
  let text = ''
  for (let i = from; i < to; i++) text += `${i},张三\n`
  return text
}
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const count = async (table: string) =>
  (await services.ownerPool.query(`select count(*) from members.${table}`)).rows[0]?.count

/** Files that are refused when they are handed in: nothing of them stays, not even the file. */
const REFUSED: [name: string, content: () => Promise<Buffer> | Buffer, code: string][] = [
  [
    'a workbook that is not a zip',
    () => Buffer.from('PK\u0003\u0004 this is not a workbook'),
    'table.damaged',
  ],
  ['a binary file', () => Buffer.from([1, 2, 0, 3, 0, 255]), 'table.not_a_table'],
  ['NULs', () => Buffer.from(`${HEADER}1,张\u0000三\n`), 'table.not_a_table'],
  [
    'a page of the web',
    () => Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>'),
    'table.not_a_table',
  ],
  ['two columns of one name', () => Buffer.from('学号,姓名,姓名\n1,张三,李四\n'), 'table.duplicate_header'],
  ['nothing but white space', () => Buffer.from('\n\n  \n'), 'table.empty'],
  [
    'a name of 10,000 characters',
    () => Buffer.from(`${HEADER}1,${'长'.repeat(10_000)}\n`),
    'table.cell_too_long',
  ],
  [
    'bytes of no encoding',
    () => Buffer.concat([Buffer.from(HEADER), Buffer.from([0x31, 0x2c, 0xff, 0xfe, 0xff, 0x0a])]),
    'table.encoding',
  ],
  [
    'a zip bomb',
    () => zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': Buffer.alloc(60 * 1024 * 1024, 32) }),
    'table.zip_bomb',
  ],
  [
    'entities that expand',
    () =>
      workbookOf({
        s: `<!DOCTYPE x [<!ENTITY a "aaaa">]>${sheetOf(`<row r="1">${cell('&a;')}${cell('x')}</row>`)}`,
      }),
    'table.forbidden_xml',
  ],
  [
    'the first half of a workbook',
    async () => (await workbookOf({ s: sheetOf('<row r="1"></row>') })).subarray(0, 300),
    'table.damaged',
  ],
]

test.each(REFUSED)('%s is refused with its reason and leaves nothing', async (_, content, code) => {
  const before = await count('imports')
  const upload = new Blob([new Uint8Array(await content())])
  const refusal = await refusalOf(call(contract.uploadRoster, { query: { name: '名册.xlsx' }, upload }))
  expect(refusal.code).toBe(code)
  expect([413, 422]).toContain(refusal.status)
  expect(await count('imports')).toBe(before)
  for await (const stored of services.files.list()) throw new Error(`${stored.sha256} is still stored`)
})

/** Files whose beginning is honest: found out while they are read, and nobody is changed. */
const FAILING: [name: string, content: () => Buffer, code: string][] = [
  ['200,001 rows', () => Buffer.from(HEADER + people(0, 200_001)), 'table.too_many_rows'],
  [
    'a second half with an open quote',
    () => Buffer.from(`${HEADER}${people(0, 5000)}5001,"张\n${people(0, 10)}`),
    'table.bad_quote',
  ],
  [
    'a second half in no encoding',
    () =>
      Buffer.concat([Buffer.from(HEADER + people(0, 30_000)), Buffer.from([0x31, 0x2c, 0xff, 0xff, 0x0a])]),
    'table.encoding',
  ],
  ['a header alone', () => Buffer.from(HEADER), 'import.no_rows'],
]

test.each(FAILING)(
  '%s: the preview fails with its reason',
  async (_, content, code) => {
    const upload = new Blob([new Uint8Array(content())])
    const outcome = await previewOf(call, upload, {}, 30).catch(error => ({ state: 'failed', error }))
    expect(outcome).toMatchObject({ state: 'failed', error: { code } })
    for (const table of ['affiliations', 'import_rows', 'import_plan']) expect(await count(table)).toBe(0)
  },
  40_000,
)

test('a CSV that calls itself .xlsx is read for what it is', async () => {
  const upload = new Blob([`${HEADER}1,张三\n`])
  const one = await call(contract.uploadRoster, { query: { name: '名册.xlsx' }, upload })
  expect(one.source).toMatchObject({ format: 'csv', encoding: 'utf-8' })
  await call(contract.cancelImport, { params: { id: one.id } })
})

test('columns that do not exist, sensitive ones and foreign roles cannot be chosen', async () => {
  const one = await call(contract.uploadRoster, {
    query: { name: 'a.csv' },
    upload: new Blob(['学号,姓名,身份证号\n1,张三,x\n']),
  })
  const choose = (
    columns: contract.ImportSettings['columns'],
    role: contract.ImportSettings['role'] = 'student',
  ) =>
    refusalOf(
      call(contract.previewImport, {
        params: { id: one.id },
        body: { settings: { ...one.settings, columns, role } },
      }),
    )
  const [number, name] = [
    { column: 1, field: 'number' as const },
    { column: 2, field: 'name' as const },
  ]
  expect(await choose([number, name, { column: 9, field: 'phone' }])).toEqual({
    status: 400,
    code: 'import.columns',
  })
  expect(await choose([number, name, { column: 3, field: 'external_id' }])).toEqual({
    status: 400,
    code: 'import.sensitive',
  })
  expect(await choose([name])).toEqual({ status: 400, code: 'import.no_key' })
  expect(await choose([number, name], 'association_staff')).toEqual({ status: 400, code: 'import.role' })
  await call(contract.cancelImport, { params: { id: one.id } })
})
