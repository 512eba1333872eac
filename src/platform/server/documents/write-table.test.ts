import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { neutralise, restore } from './formula-safety.ts'
import { inspectTable } from './read-table.ts'
import { cellsOf, testFolder } from './table-test-files.ts'
import { type TableContent, writeCsv, writeXlsx } from './write-table.ts'

let folder: Awaited<ReturnType<typeof testFolder>>
beforeAll(async () => {
  folder = await testFolder()
})
afterAll(() => folder.remove())

const HOSTILE = [
  '=1+1',
  '+cmd',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  ' =1',
  "'=1",
  '\u0001=1',
]
const columns = [
  { header: '姓名' },
  { header: '日期', kind: 'date' as const },
  { header: '分数', kind: 'number' as const },
]

test('a workbook comes back as it was written', async () => {
  const rows = [
    ['张伟 <&>"', '2026-03-01', 12.5],
    ['_x000D_ literal', new Date('2026-11-22T23:00:00Z'), -3],
    ['two\nlines', 'unknown', '123456789012345678'],
    ['+86 138 0000 0000', null, 0],
  ]
  const content = { sheetName: 'a/b:c', columns, rows, notes: { sheetName: '说明', lines: ['一'] } }
  const path = await folder.file(await buffer(writeXlsx(content)))
  expect(await inspectTable(path)).toMatchObject({ format: 'xlsx', sheets: ['a b c', '说明'] })
  expect(await cellsOf(path)).toEqual([
    ['姓名', '日期', '分数'],
    ['张伟 <&>"', '2026-03-01', '12.5'],
    ['_x000D_ literal', '2026-11-22', '-3'],
    ['two\nlines', 'unknown', '123456789012345678'],
    ['+86 138 0000 0000', '', '0'],
  ])
  expect(await cellsOf(path, { sheet: '说明' })).toEqual([['一']])
})

const csvOf = async (content: TableContent) => (await buffer(writeCsv(content))).toString('utf8')

test('no text of a CSV file begins a formula', async () => {
  const csv = await csvOf({ columns: [{ header: '=h' }], rows: HOSTILE.map(cell => [cell]) })
  expect(csv.startsWith('\uFEFF')).toBe(true)
  const cells = csv.slice(1).split('\r\n').slice(0, -1)
  expect(cells.length).toBe(HOSTILE.length + 1)
  for (const cell of cells) expect(cell.replace(/^"/, '')[0]).toBe("'")
  expect(await csvOf({ columns, rows: [['a', '2026-03-01', -5]] })).toBe(
    '\uFEFF姓名,日期,分数\r\na,2026-03-01,-5\r\n',
  )
})

test('an XLSX file holds no formula, and text that a re-save would revive is marked', async () => {
  const path = await folder.file(
    await buffer(
      writeXlsx({ sheetName: 's', columns: [{ header: 'x' }], rows: HOSTILE.map(cell => [cell]) }),
    ),
  )
  const cells = (await cellsOf(path)).slice(1).map(([cell]) => cell)
  expect(cells).toEqual(HOSTILE.map(cell => cell.replace('\r', '\n').replace('\u0001', '')))
})

test('marking is undone by reading, for any text', () => {
  const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[ '\t=+@－-]{0,4}[a\d]{0,3}$/))
  fc.assert(
    fc.property(texts, fc.constantFrom('csv' as const, 'xlsx' as const), (value, format) => {
      const marked = neutralise(value, format)
      expect(restore(marked)).toBe(value)
      if (format === 'csv') expect(marked).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
    }),
  )
})

test('an error of the rows reaches the reader, and stopping ends the rows', async () => {
  for (const write of [writeCsv, (c: TableContent) => writeXlsx({ ...c, sheetName: 's' })]) {
    let started = false
    let ended = false
    async function* failing() {
      yield ['a']
      throw new Error('lost database')
    }
    function* endless() {
      started = true
      try {
        for (;;) yield ['x'.repeat(1000)]
      } finally {
        ended = true
      }
    }
    const failed = write({ columns: [{ header: 'x' }], rows: failing() })
    await expect(buffer(failed)).rejects.toThrow('lost database')
    const stream: Readable = write({ columns: [{ header: 'x' }], rows: endless() })
    for await (const _chunk of stream) if (started) break
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(ended).toBe(true)
  }
})
