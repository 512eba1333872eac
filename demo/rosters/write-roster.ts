import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import {
  type TableCell,
  type TableColumn,
  writeCsv,
  writeXlsx,
} from '#platform/server/documents/write-table.ts'
import { calendarOf } from '../calendar.ts'
import { isSchool } from '../organisations/kinds.ts'
import { organisationOf } from '../organisations/list.ts'
import { sizeOf } from '../organisations/more.ts'
import { encodeGbk } from './gbk.ts'
import { type RosterCounts, type RosterRow, rosterRows } from './roster-rows.ts'

export type DemoRosterOptions = {
  /** The demo school whose register it is; the first one, whose administrator is in the cast, when left out. */
  school?: string
  /** A day of the school year that the demo group was loaded in, `yyyy-mm-dd`. */
  today: string
  scale?: number
  /** Adds three rows that an import has to refuse: no name, a day that does not exist, a number given twice. */
  faults?: boolean
}

/** What an import of the roster finds, when people it lacks are ended. */
export type DemoRoster = RosterCounts & { faults: number }

// As the registers of schools have them; an import leaves out what it has no use for.
const COLUMNS: (TableColumn & { of: (row: RosterRow, index: number) => TableCell })[] = [
  { header: '序号', width: 6, kind: 'number', of: (_, index) => index + 1 },
  { header: '学籍号', width: 22, of: row => row.registerNumber },
  { header: '学号', width: 14, of: row => row.number },
  { header: '姓名', width: 12, of: row => row.name },
  { header: '性别', width: 6, of: row => row.gender },
  { header: '出生日期', width: 12, kind: 'date', of: row => row.birthDate },
  { header: '年级', width: 8, of: row => `${row.group.cohort}级` },
  { header: '班级名称', width: 14, of: row => row.group.name },
  { header: '专业名称', width: 20, of: row => row.group.programmeZh },
  { header: '入学日期', width: 12, kind: 'date', of: row => row.startsOn },
  { header: '联系电话', width: 14, of: row => row.phone },
  { header: '监护人姓名', width: 12, of: row => row.guardian },
  { header: '监护人联系电话', width: 16, of: row => row.guardianPhone },
]

/**
 * Writes the register of a demo school's students as it might look some weeks into the term: an .xlsx workbook,
 * or a .csv file in GBK as spreadsheet programs in China save it.
 * @returns how the rows differ from the demo group's
 */
export async function writeDemoRoster(path: string, options: DemoRosterOptions): Promise<DemoRoster> {
  const school = organisationOf(options.school ?? 'BC01')
  if (!isSchool(school)) throw new Error(`${school.code} is not a school`)
  const { rows, counts } = rosterRows(school, calendarOf(options.today), sizeOf(options.scale ?? 1).growth)
  const faults = options.faults ? faultsAfter(rows) : []
  const cells = [...rows, ...faults].map((row, index) => COLUMNS.map(column => column.of(row, index)))
  const content = {
    columns: COLUMNS.map(({ header, width, kind }) => ({ header, width, kind })),
    rows: cells,
  }
  if (/\.xlsx$/i.test(path))
    await pipeline(writeXlsx({ ...content, sheetName: '在籍学生名册' }), createWriteStream(path))
  else if (/\.csv$/i.test(path))
    await writeFile(path, encodeGbk((await text(writeCsv(content))).replace('\ufeff', '')))
  else throw new Error('a roster is written as .xlsx or .csv')
  return { ...counts, faults: faults.length }
}

function faultsAfter(rows: readonly RosterRow[]): RosterRow[] {
  const last = rows.at(-1)
  if (!last) return []
  const next = (offset: number) => ({
    registerNumber: last.registerNumber.slice(0, -2) + (90 + offset),
    number: last.number.slice(0, -2) + (90 + offset),
  })
  return [
    { ...last, ...next(1), name: '' },
    { ...last, ...next(2), birthDate: `${last.birthDate.slice(0, 4)}-02-30` },
    { ...last, name: `${last.name}然` },
  ]
}
