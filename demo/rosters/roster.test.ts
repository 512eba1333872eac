import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from '#platform/server/documents/read-table.ts'
import { encodeGbk } from './gbk.ts'
import { writeDemoRoster } from './write-roster.ts'

const today = '2026-11-22'
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-roster-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

test('GBK bytes decode to what they were made of', () => {
  const text = '学籍号,姓名\r\n阿依努尔·买买提,欧阳鑫ABC'
  expect(new TextDecoder('gbk').decode(encodeGbk(text))).toBe(text)
  expect(encodeGbk('😀').toString()).toBe('?')
})

test('the same register as a workbook and as CSV', async () => {
  const counts = await writeDemoRoster(join(dir, 'a.xlsx'), { today })
  expect(await writeDemoRoster(join(dir, 'a.csv'), { today })).toEqual(counts)
  const csv = new TextDecoder('gbk')
    .decode(await readFile(join(dir, 'a.csv')))
    .trim()
    .split('\r\n')
  expect(csv[0]?.split(',').slice(1, 6)).toEqual(['学籍号', '学号', '姓名', '性别', '出生日期'])
  expect(csv).toHaveLength(1 + counts.unchanged + counts.changed + counts.added)
  expect(counts.unchanged).toBeGreaterThan(200)
  expect(counts.changed).toBeGreaterThan(5)
  expect(counts.added).toBe(9)
  expect(counts.missing).toBeGreaterThan(3)
  // Fewer than a fifth: more would look like an incomplete file.
  expect(counts.missing * 5).toBeLessThan(counts.unchanged)
  const rows: string[][] = []
  for await (const { cells } of readTable(join(dir, 'a.xlsx'))) rows.push(cells)
  expect(rows.map(cells => cells.join(','))).toEqual(csv)
  const numbers = csv.slice(1).map(line => line.split(',')[1])
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('faults stand at the end and nothing else is a school or a file type', async () => {
  expect((await writeDemoRoster(join(dir, 'b.csv'), { today, faults: true })).faults).toBe(3)
  await expect(writeDemoRoster(join(dir, 'c.csv'), { today, school: 'BC15' })).rejects.toThrow(/not a school/)
  await expect(writeDemoRoster(join(dir, 'c.ods'), { today })).rejects.toThrow(/xlsx or .csv/)
})
