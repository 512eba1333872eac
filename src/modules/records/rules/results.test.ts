import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkResults, columnsOf, type Known, type OnRecord, type RawResult } from './results.ts'

const course = { id: 'c1', versionId: 'v1', code: 'M01', zh: '三维建模', en: null, credits: 4, hours: 64 }
const student = (id: string, more = {}) => ({ id, name: '王示例', classVersion: 'v1', ended: false, ...more })
const known = (onRecord: OnRecord | undefined = undefined): Known => ({
  students: new Map([
    ['001', student('s1')],
    ['002', student('s2')],
    ['003', student('s3', { classVersion: null })],
    ['004', student('s4', { ended: true })],
  ]),
  courses: new Map([
    ['M01', [course]],
    ['M09', [{ ...course, id: 'c9', versionId: 'v0', code: 'M09' }]],
  ]),
  onRecord: () => onRecord,
})
const occasion = { scale: 'percent' as const, most: null, passMark: 60 }
const row = (more: Partial<RawResult> = {}): RawResult => ({
  ...{ row: 2, number: '001', name: '王示例', courseCode: 'M01', courseName: '', score: '85', credits: '4' },
  sitting: '',
  ...more,
})
const codes = (...rows: RawResult[]) =>
  checkResults(rows, known(), occasion).problems.map(({ row, column, code }) => `${row} ${column} ${code}`)

test.each<[Partial<RawResult>, string[]]>([
  [{}, []],
  [{ number: '' }, ['2 number number_missing']],
  [{ number: '999' }, ['2 number student_unknown']],
  [{ number: '004' }, ['2 number student_ended']],
  [{ name: '李示例' }, ['2 name name_differs']],
  [{ name: ' 王 示例 ' }, []],
  [{ courseCode: 'M09' }, ['2 courseCode course_version']],
  [{ courseCode: 'X' }, ['2 courseCode course_unknown']],
  [{ number: '003', courseCode: 'X', courseName: '选修', credits: '' }, []],
  [{ number: '003', courseCode: 'X', credits: '' }, ['2 courseName course_name_missing']],
  [{ score: '101' }, ['2 score score_off_scale']],
  [{ score: '' }, ['2 score score_empty']],
  [{ score: '缺考' }, ['2 score score_absent']],
  [{ credits: '3' }, ['2 credits credits_differ']],
  [{ credits: '0', score: '40' }, []],
  [{ credits: '四' }, ['2 credits credits']],
  [{ sitting: '补考' }, []],
  [{ sitting: '面试' }, ['2 sitting sitting']],
  [{ number: '999', score: '-3' }, ['2 number student_unknown', '2 score score_off_scale']],
])('%j', (more, expected) => {
  expect(codes(row(more))).toEqual(expected)
})

test('a row twice is named with the first; another sitting is another result', () => {
  expect(codes(row(), row({ row: 3, score: '90' }))).toEqual(['3 number twice'])
  expect(codes(row(), row({ row: 3, sitting: '补考' }))).toEqual([])
})

test('who fails earns no credits; what is on record is the same or to be corrected', () => {
  const one = (score: string, onRecord?: OnRecord) =>
    checkResults([row({ score })], known(onRecord), occasion).results[0]
  expect(one('59.9')).toMatchObject({ passed: false, credits: 0, standing: null })
  expect(one('60')).toMatchObject({ passed: true, credits: 4 })
  const onRecord = {
    id: 'o',
    state: 'confirmed',
    score: { scale: 'percent' as const, value: 85 },
    credits: 4,
  }
  expect(one('85.0', onRecord)?.standing).toEqual({ id: 'o', same: true })
  expect(one('86', onRecord)?.standing).toEqual({ id: 'o', same: false })
  expect(checkResults([row()], known({ ...onRecord, state: 'revoked' }), occasion).problems).toMatchObject([
    { code: 'revoked' },
  ])
})

test('whatever stands in the rows, each is a result or is named; never both, and never the same result twice', () => {
  const cell = fc.oneof(
    fc.constantFrom('001', '002', '003', '999', 'M01', 'M09', '85', '4', '补考', ''),
    fc.string(),
  )
  const any = fc.record({
    ...{ number: cell, name: fc.constantFrom('', '王示例', '别人'), courseCode: cell, courseName: cell },
    ...{ score: cell, credits: cell, sitting: fc.constantFrom('', '补考', 'x') },
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), cells => {
      const rows = cells.map((cell, i) => ({ ...cell, row: i + 2 }))
      const { results, problems } = checkResults(rows, known(), occasion)
      const bad = new Set(problems.map(problem => problem.row))
      for (const { row } of rows) expect(bad.has(row)).toBe(!results.some(result => result.row === row))
      const keys = results.map(({ learnerId, course, sitting }) => `${learnerId} ${course.code} ${sitting}`)
      expect(new Set(keys).size).toBe(keys.length)
    }),
  )
})

test('official names of columns are found in any order and spacing', () => {
  expect(columnsOf(['序号', '学 号', '课程编号', '总评成绩（百分制）', '姓名'])).toEqual({
    ...{ number: 1, courseCode: 2, score: 3, name: 4 },
  })
})
