import { allPages, headed, tableFile } from '#modules/members/server/index.ts'
import { countLeast } from '#modules/overpass/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/teachers.ts'
import type { TeacherRow } from '../contract/teachers.ts'
import { ledgerOf, type PracticeRule } from '../rules/ledger.ts'
import { readRule } from './parameters.ts'
import { selectSpansOf } from './queries/practice.ts'
import {
  countTeacherRows,
  type StoredTeacher,
  selectSchoolCounts,
  selectTeachers,
} from './queries/teachers.ts'

/** Rows with the day until which each teacher's practice is enough. */
async function told(db: Db, rows: readonly StoredTeacher[], rule: PracticeRule): Promise<TeacherRow[]> {
  const spans = await selectSpansOf(
    db,
    rows.filter(row => row.state === 'enough').map(row => row.id),
  )
  return rows.map(row => ({
    ...row,
    level: row.level === 'none' ? null : row.level,
    enoughUntil: ledgerOf(spans.get(row.id) ?? [], rule, today()).enoughUntil,
  }))
}

export const listTeachers: Handler<typeof contract.listTeachers> = async (context, { query }) => {
  const { after, limit, ...filters } = query
  const { rows, next } = await selectTeachers(context.db, filters, { after, limit })
  context.noteReading(
    context.signedIn().organisationId ?? missing(),
    rows.map(({ id }) => id),
  )
  return { rows: await told(context.db, rows, await readRule(context.db)), next }
}

export const countTeachers: Handler<typeof contract.countTeachers> = async ({ db }, { query }) => {
  const found = await countTeacherRows(db, query)
  const fits = (row: (typeof found)[number], but?: 'state' | 'level') =>
    (but === 'state' || !query.state || row.state === query.state) &&
    (but === 'level' || !query.level || row.level === query.level)
  const facet = (of: 'state' | 'level') =>
    [
      ...Map.groupBy(
        found.filter(row => fits(row, of)),
        row => row[of],
      ),
    ].map(([value, rows]) => ({
      ...{ value, count: rows.reduce((sum, row) => sum + row.count, 0) },
    }))
  const total = found.filter(row => fits(row)).reduce((sum, row) => sum + row.count, 0)
  return { total, states: facet('state'), levels: facet('level') }
}

const WIDTHS = {
  ...{ name: 20, number: 14, days: 12, needed: 12, state: 12, enough_until: 16, this_year: 12, waiting: 12 },
  level: 14,
}

export const exportTeachers: Handler<typeof contract.exportTeachers> = async (context, { query }) => {
  const { language, text, db } = context
  const { format, ...filters } = query
  const rows = await allPages(page => selectTeachers(db, filters, page))
  context.noteReading(
    context.signedIn().organisationId ?? missing(),
    rows.map(({ id }) => id),
  )
  return tableFile(format, {
    name: text(language, 'faculty.teachers.title'),
    columns: headed(context, 'faculty.column', WIDTHS),
    rows: cells(context, await told(db, rows, await readRule(db))),
  })
}

async function* cells({ language, text }: Context, rows: readonly TeacherRow[]): AsyncGenerator<TableCell[]> {
  for (const row of rows)
    yield [
      ...[row.name, row.number, row.days, row.needed, text(language, `faculty.state.${row.state}`)],
      ...[row.enoughUntil, row.thisYear, row.waiting],
      row.level && text(language, `faculty.level.${row.level}`),
    ]
}

export const countSchools: Handler<typeof contract.countSchools> = async ({ db }) => ({
  rows: await selectSchoolCounts(db),
  least: await readParameter(db, countLeast),
})
