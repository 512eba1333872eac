import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectTable } from './read-table.ts'
import { cellsOf, refusal, rowsOf, testFolder } from './table-test-files.ts'

let folder: Awaited<ReturnType<typeof testFolder>>
beforeAll(async () => {
  folder = await testFolder()
})
afterAll(() => folder.remove())

const GBK_ROSTER = Buffer.from('d0d5c3fb2cd1a7bac50d0ad5c5ceb02c30310d0a', 'hex') // 姓名,学号 / 张伟,01

describe('CSV', () => {
  test.each([
    ['utf-8', Buffer.from('姓名,学号\n张伟,01\n')],
    ['utf-8', Buffer.from('\uFEFF姓名,学号\r\n张伟,01\r\n')],
    ['utf-16le', Buffer.from('\uFEFF姓名,学号\r\n张伟,01\r\n', 'utf16le')],
    ['utf-16be', Buffer.from('\uFEFF姓名,学号\r\n张伟,01\r\n', 'utf16le').swap16()],
    ['gb18030', GBK_ROSTER],
  ])('reads %s', async (encoding, bytes) => {
    const path = await folder.file(bytes)
    expect(await inspectTable(path)).toMatchObject({ format: 'csv', encoding, header: ['姓名', '学号'] })
    expect(await cellsOf(path)).toEqual([
      ['姓名', '学号'],
      ['张伟', '01'],
    ])
  })

  test('one byte that is no UTF-8, megabytes in, makes the file GB18030', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n'), Buffer.from('1,2\n'.repeat(500_000)), GBK_ROSTER])
    const info = await inspectTable(await folder.file(bytes))
    expect(info.encoding).toBe('gb18030')
  })

  test('UTF-8 characters cut by a chunk border stay whole', async () => {
    for (const shift of ['', 'x', 'xx']) {
      const text = `a${shift},b\n${'中文字,汉\n'.repeat(120_000)}`
      const rows = await cellsOf(await folder.file(text))
      expect(rows.length).toBe(120_001)
      expect(rows.slice(1).every(([a, b]) => a === '中文字' && b === '汉')).toBe(true)
    }
  })

  test.each([',', ';', '\t'] as const)('finds the separator %j', async delimiter => {
    const lines = [`name${delimiter}address${delimiter}n`, `A${delimiter}"x, y; z"${delimiter}1`]
    const info = await inspectTable(await folder.file(lines.join('\r\n')))
    expect(info.delimiter).toBe(delimiter)
    expect(info.sample).toEqual([['A', 'x, y; z', '1']])
  })

  test('keeps the row numbers of the file and fills short rows', async () => {
    const path = await folder.file('a,b,c\r\n\r\n1,,\r\n,,\r\n"two\r\nlines",x,y\r\n')
    expect(await rowsOf(path)).toEqual([
      { row: 1, cells: ['a', 'b', 'c'] },
      { row: 3, cells: ['1', '', ''] },
      { row: 5, cells: ['two\r\nlines', 'x', 'y'] },
    ])
  })

  test('a title above the header is passed over, unless the header row is told', async () => {
    const path = await folder.file('2026 级名单,,\n\n姓名,学号,\n张伟,1,\n')
    expect(await rowsOf(path)).toEqual([
      { row: 3, cells: ['姓名', '学号'] },
      { row: 4, cells: ['张伟', '1'] },
    ])
    expect((await rowsOf(path, { headerRow: 1 }))[0]).toEqual({ row: 1, cells: ['2026 级名单'] })
    expect(await cellsOf(await folder.file('学号\n1\n2\n'))).toEqual([['学号'], ['1'], ['2']])
  })

  test('NUL and half characters never leave', async () => {
    const path = await folder.file(`a,b\n${'1,2\n'.repeat(30_000)}x\u0000y,\\u0000\n`)
    expect((await cellsOf(path)).at(-1)).toEqual(['xy', '\\u0000'])
  })

  test.each([
    ['', { code: 'table.empty' }],
    ['\n\n,,\n', { code: 'table.empty' }],
    ['a,b,a\n1,2,3', { code: 'table.duplicate_header', name: 'a', first: 1, second: 3 }],
    ['a,b\n1,"never closed\n2,3\n', { code: 'table.bad_quote', row: 2 }],
    [`a,b\n1,${'x'.repeat(2001)}\n`, { code: 'table.cell_too_long', limit: 2000, row: 2, column: 2 }],
    [
      `${Array.from({ length: 201 }, (_, i) => i).join(',')}\n`,
      { code: 'table.too_many_columns', limit: 200, row: 1 },
    ],
    [Buffer.from('a,b\n\u0000\u0001'), { code: 'table.not_a_table', found: 'binary' }],
    [Buffer.from('a,b\n\xff\xff', 'latin1'), { code: 'table.encoding' }],
    ['<html><table><tr><td>1', { code: 'table.not_a_table', found: 'html' }],
    ['%PDF-1.7', { code: 'table.not_a_table', found: 'pdf' }],
    [`a,b\n1,"${'x,\n'.repeat(2_000_000)}`, { code: 'table.cell_too_long', limit: 2000, row: 2, column: 1 }],
  ])('refuses %.20j', async (content, expected) => {
    expect(await refusal(await folder.file(content))).toEqual(expected)
  })

  test('limits on rows, bytes and time', async () => {
    const path = await folder.file(`a,b\n${'1,2\n'.repeat(100)}`)
    expect(await refusal(path, { limits: { rows: 99 } })).toEqual({ code: 'table.too_many_rows', limit: 99 })
    expect(await refusal(path, { limits: { fileBytes: 100 } })).toEqual({
      code: 'table.too_large',
      limit: 100,
    })
    expect(await refusal(path, { limits: { outputBytes: 100 } })).toEqual({
      code: 'table.too_large',
      limit: 100,
    })
    expect(await refusal(path, { limits: { seconds: 0.001 } })).toEqual({
      code: 'table.timeout',
      seconds: 0.001,
    })
    expect((await rowsOf(path, { limits: { rows: 100 } })).length).toBe(101)
  })

  test('can be aborted and left early', async () => {
    const path = await folder.file(`a,b\n${'1,2\n'.repeat(50_000)}`)
    await expect(rowsOf(path, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
    expect((await inspectTable(path)).sample.length).toBe(20)
  })
})
