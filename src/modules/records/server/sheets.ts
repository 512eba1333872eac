import { z } from 'zod'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/sheets.ts'
import { keepSheet } from '../policy.ts'
import type { RawResult } from '../rules/results.ts'
import { readScore, writeScore } from '../rules/score.ts'
import { checkBatch, enterResults } from './enter-results.ts'
import {
  deleteSheet,
  type Grade,
  insertSheet,
  type OneSheet,
  selectClassCourses,
  selectGrades,
  selectOptionalSheet,
  selectSheets,
  touchSheet,
  upsertGrades,
} from './queries/sheets.ts'
import { checkDay, fail, ownOrganisation, signatureOf } from './values.ts'

export const listSheets: Handler<typeof contract.listSheets> = async (context, { query }) => {
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectSheets(context.db, ownOrganisation(context), {
    after: after?.[0] ?? null,
    limit: query.limit + 1,
  })
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

export const listClassCourses: Handler<typeof contract.listClassCourses> = async (context, { query }) => {
  const courses = (await selectClassCourses(context.db, ownOrganisation(context), query.class)) ?? missing()
  return { rows: courses.map(({ zh, en, ...course }) => ({ ...course, name: { zh, en } })) }
}

export const createSheet: Handler<typeof contract.createSheet> = async (context, { body }) => {
  const organisationId = ownOrganisation(context)
  const courses = (await selectClassCourses(context.db, organisationId, body.classId)) ?? missing()
  checkDay(body.day)
  const planned = courses.find(course => course.id === body.courseId || course.code === body.course?.code)
  if (!planned && (body.courseId || !body.course || courses.length))
    fail('unprocessable', 'records.course_not_here', undefined, [{ path: 'body.courseId', code: 'invalid' }])
  if (body.scale === 'points' && body.most === null)
    fail('unprocessable', 'records.most_missing', undefined, [{ path: 'body.most', code: 'required' }])
  const named = body.course
  const course = planned
    ? { id: planned.id, code: planned.code, zh: planned.zh, en: planned.en }
    : { id: null, code: named?.code ?? '', zh: named?.name.zh ?? '', en: named?.name.en ?? null }
  const { classId, term, sitting, scale, day } = body
  const id = await insertSheet(context.db, {
    ...{ organisationId, classId, course, term, sitting, scale, day },
    most: scale === 'points' ? body.most : null,
    credits: planned?.credits ?? body.credits,
    hours: planned?.hours ?? null,
  })
  await context.audit({
    action: 'records.sheet_created',
    subject: { kind: 'grade_sheet', id },
    data: { classId, course: course.code, term, sitting },
  })
  return { id }
}

async function selectKept(context: Context, id: string): Promise<OneSheet> {
  const sheet = (await selectOptionalSheet(context.db, id)) ?? missing()
  context.require(keepSheet, sheet)
  return sheet
}

/** Both entries in one spelling, so that 85 and ８５分 agree; what cannot be read stays as it was typed. */
function plain(sheet: OneSheet, text: string | null): string | null {
  if (text === null) return null
  const score = readScore(text, sheet.scale, sheet.most)
  return typeof score === 'string' ? text : writeScore(score)
}
const agrees = (sheet: OneSheet, { first, second }: Grade): boolean | null =>
  first === null || second === null ? null : plain(sheet, first) === plain(sheet, second)

export const getSheet: Handler<typeof contract.getSheet> = async (context, { params, query }) => {
  const sheet = await selectKept(context, params.id)
  const grades = await selectGrades(context.db, sheet.id)
  const { organisationId, firstName, secondName, submittedName, firstBy: _, hours: __, ...rest } = sheet
  const differing = grades.filter(grade => agrees(sheet, grade) === false).length
  // The second entry is a check only while it does not see the first.
  const open = query.pass === 'both' || sheet.state === 'submitted'
  context.noteReading(
    organisationId,
    grades.map(grade => grade.learnerId),
  )
  return {
    ...rest,
    ...{ firstBy: firstName, secondBy: secondName, submittedBy: submittedName },
    once: grades.filter(grade => grade.first !== null).length,
    twice: grades.filter(grade => grade.first !== null && grade.second !== null).length,
    differing,
    rows: grades.map(({ learnerId, number, name, ...grade }) => ({
      ...{ learnerId, number, name },
      text: query.pass === '2' ? grade.second : grade.first,
      first: open ? grade.first : null,
      second: open ? grade.second : null,
      agrees: agrees(sheet, { learnerId, number, name, ...grade }),
    })),
  }
}

export const saveSheet: Handler<typeof contract.saveSheet> = async (context, { params, body }) => {
  const sheet = await selectKept(context, params.id)
  if (sheet.state !== 'draft') fail('conflict', 'records.sheet_submitted')
  const known = new Set((await selectGrades(context.db, sheet.id)).map(grade => grade.learnerId))
  if (body.rows.some(row => !known.has(row.learnerId))) fail('unprocessable', 'records.not_in_class')
  const by = await signatureOf(context)
  if (!(await touchSheet(context.db, { id: sheet.id, version: body.version }, { pass: body.pass, by })))
    stale(sheet.version)
  await upsertGrades(context.db, sheet.id, body.pass, [
    ...new Map(body.rows.map(row => [row.learnerId, row])).values(),
  ])
  await context.audit({
    action: 'records.sheet_saved',
    subject: { kind: 'grade_sheet', id: sheet.id },
    data: { pass: body.pass, rows: body.rows.length },
  })
  return { version: body.version + 1 }
}

export const submitSheet: Handler<typeof contract.submitSheet> = async (context, { params, body }) => {
  const sheet = await selectKept(context, params.id)
  if (sheet.state !== 'draft') fail('conflict', 'records.sheet_submitted')
  const grades = (await selectGrades(context.db, sheet.id)).filter(
    grade => grade.first !== null || grade.second !== null,
  )
  if (grades.length === 0) fail('conflict', 'records.sheet_empty')
  const lacking = grades.filter(grade => agrees(sheet, grade) !== true).length
  if (lacking) fail('conflict', 'records.sheet_differs', { count: lacking })
  const { term, scale, most, day } = sheet
  const raw = grades.map((grade, i) => rawOf(sheet, grade, i))
  const batch = { term, scale, most, day, raw }
  const { results, problems, counts } = await checkBatch(context, sheet.organisationId, batch)
  if (problems.length) fail('conflict', 'records.sheet_bad', { rows: counts.bad })
  const by = await signatureOf(context)
  const touched = { id: sheet.id, version: body.version }
  if (!(await touchSheet(context.db, touched, { pass: 'submitted', by }))) stale(sheet.version)
  await enterResults(context, sheet.organisationId, batch, results, {
    subject: { kind: 'grade_sheet', id: sheet.id },
    by,
  })
  return { entered: results.length }
}

const SITTINGS = { regular: '', resit: '补考', retake: '重修' } as const

function rawOf(sheet: OneSheet, grade: Grade, i: number): RawResult {
  return {
    ...{ row: i + 1, number: grade.number ?? '', name: grade.name, score: grade.first ?? '' },
    ...{ courseCode: sheet.course.code, courseName: sheet.course.name.zh, sitting: SITTINGS[sheet.sitting] },
    credits: sheet.course.id || sheet.credits === null ? '' : String(sheet.credits),
  }
}

export const removeSheet: Handler<typeof contract.removeSheet> = async (context, { params }) => {
  const sheet = await selectKept(context, params.id)
  if (!(await deleteSheet(context.db, sheet.id))) fail('conflict', 'records.sheet_submitted')
  await context.audit({
    action: 'records.sheet_removed',
    subject: { kind: 'grade_sheet', id: sheet.id },
    data: { course: sheet.course.code, term: sheet.term },
  })
  return undefined
}
