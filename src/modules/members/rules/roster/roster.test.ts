import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnLetters, recogniseColumns } from './columns.ts'
import { missingFields } from './fields.ts'
import { type RosterReading, readRow } from './row.ts'
import { isNationalId, readCohort, readDay, readPhone } from './values.ts'

test('days are read as Chinese tables write them, and only days that exist', () => {
  for (const text of [
    '2025-09-01',
    '2025/9/1',
    '2025.9.1',
    '2025年9月1日',
    '20250901',
    '２０２５-9-1',
    '2025-09-01 00:00:00',
  ])
    expect(readDay(text)).toBe('2025-09-01')
  for (const text of ['2025-02-29', '2025-13-01', '1-2-3', '39692', '去年', '2025-09'])
    expect(readDay(text)).toBeUndefined()
  expect(readDay('2025年9月', true)).toBe('2025-09-01')
})

test('every day of two centuries is read back from every way of writing it', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, date => {
      const text = date.toISOString().slice(0, 10)
      const [y, m, d] = text.split('-').map(Number)
      for (const way of [text, `${y}/${m}/${d}`, `${y}年${m}月${d}日`, text.replaceAll('-', '')])
        expect(readDay(way)).toBe(text)
    }),
  )
})

test('years of entry', () => {
  expect(['2025', '2025级', '25级', '２０２５'].map(readCohort)).toEqual([2025, 2025, 2025, 2025])
  expect(['高一', '1800', '25', ''].map(readCohort)).toEqual([undefined, undefined, undefined, undefined])
})

test('telephone numbers, not words', () => {
  expect(readPhone('+86 138-0000-0000')).toBe('+86 138-0000-0000')
  expect(readPhone('021-5555 1234 转 8')).toBeDefined()
  expect(['无', '123', '=1+1', '电话没有'].map(readPhone)).toEqual(Array(4).fill(undefined))
})

test('identity numbers are known by their check character and their day', () => {
  // The example of GB 11643-1999.
  expect(isNationalId('11010519491231002X')).toBe(true)
  expect(isNationalId('G11010519491231002x')).toBe(true)
  expect(isNationalId('110105194912310021')).toBe(false)
  expect(isNationalId('L31202500000112345')).toBe(false)
})

test('official columns are recognised with marks, remarks and widths; the sensitive never chosen', () => {
  const guesses = recogniseColumns([
    '*姓 名',
    '学号(必填)',
    '身份证件号',
    '联系电话',
    '手机',
    '电子邮箱地址',
    '家庭地址',
    '其他',
  ])
  expect(guesses.map(({ field, reason }) => [field, reason])).toEqual([
    ['name', 'known'],
    ['number', 'known'],
    [null, 'sensitive'],
    ['phone', 'known'],
    [null, 'second'],
    ['email', 'known'],
    [null, 'sensitive'],
    [null, 'unknown'],
  ])
  const remembered = new Map([['其他', 'class_name' as const]])
  expect(recogniseColumns(['其他', '身份证号'], remembered).map(one => one.field)).toEqual([
    'class_name',
    null,
  ])
  expect(missingFields(['name'])).toEqual(['key'])
})

test('column letters as spreadsheets have them', () => {
  expect([1, 26, 27, 52, 702, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA'])
})

const reading: RosterReading = {
  columns: [
    { column: 1, field: 'number' },
    { column: 2, field: 'name' },
    { column: 3, field: 'birth_date' },
    { column: 4, field: 'email' },
  ],
  role: 'student',
  allowedRoles: ['student', 'teacher'],
  today: '2026-11-22',
  conceal: () => 'id:x',
}

test('whatever stands in the cells, what is read without problems fits the table', () => {
  const text = fc.string({ unit: 'binary', maxLength: 130 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), cells => {
      const { row, problems } = readRow(cells, reading)
      if (problems.length > 0) return
      expect(row.name.length).toBeGreaterThan(0)
      expect(row.name.length).toBeLessThanOrEqual(100)
      expect(row.number?.length).toBeLessThanOrEqual(40)
      expect(row.externalId).toBe(row.number)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may pass
      expect(Object.values(row).join('')).not.toMatch(/[\u0000-\u001f]/)
      expect(row.name).not.toMatch(/^[=+\-@]/)
    }),
  )
})
