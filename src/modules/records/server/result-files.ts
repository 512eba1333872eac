import { z } from 'zod'
import { tableFile } from '#modules/members/server/index.ts'
import { Failure, missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/results.ts'
import { RESULTS_MOST } from '../contract/results.ts'
import { keepSheet } from '../policy.ts'
import { COLUMNS, type Column, officialName, type Problem, type RawResult } from '../rules/results.ts'
import { checkBatch, enterResults as enter } from './enter-results.ts'
import { insertResultFile, markApplied, selectFiles, selectOptionalFile } from './queries/results.ts'
import { readResults } from './read-results.ts'
import { checkDay, fail, ownOrganisation, signatureOf } from './values.ts'

const PROBLEMS = 500

const named = (problems: readonly Problem[]) =>
  problems.slice(0, PROBLEMS).map(problem => ({ ...problem, column: officialName(problem.column) }))

export const uploadResults: Handler<typeof contract.uploadResults> = async (context, { query }, upload) => {
  const organisationId = ownOrganisation(context)
  const { term, day, scale } = query
  checkDay(day, 'query.day')
  const most = scale === 'points' ? (query.most ?? fail('unprocessable', 'records.most_missing')) : null
  const raw = await readResults(context, { sha256: upload.sha256, name: query.name }, RESULTS_MOST)
  const batch = { term, day, scale, most, raw }
  const { problems, counts } = await checkBatch(context, organisationId, batch)
  const { personId } = context.signedIn()
  const id = await insertResultFile(context.db, {
    ...{ organisationId, name: query.name, rows: batch, problems: named(problems), counts, personId },
    by: (await signatureOf(context)).name,
  })
  await context.audit({
    action: 'records.results_read',
    subject: { kind: 'result_file', id },
    data: { ...counts },
  })
  return { id }
}

async function selectKeptFile(context: Context, id: string) {
  const file = (await selectOptionalFile(context.db, id)) ?? missing()
  context.require(keepSheet, file)
  return file
}

export const getResultFile: Handler<typeof contract.getResultFile> = async (context, { params }) => {
  const { rows: _, organisationId: __, ...file } = await selectKeptFile(context, params.id)
  return file
}

export const applyResultFile: Handler<typeof contract.applyResultFile> = async (
  context,
  { params, body },
) => {
  const file = await selectKeptFile(context, params.id)
  if (!file.rows) return fail('conflict', 'records.applied_already')
  // Looked at anew: the school may have changed since, and somebody may have entered some of it by hand.
  const { results, problems, counts } = await checkBatch(context, file.organisationId, file.rows)
  if (problems.length) fail('conflict', 'records.results_bad', { rows: counts.bad })
  if (!(await markApplied(context.db, file.id, body.version, counts))) stale(file.version)
  await enter(context, file.organisationId, file.rows, results, {
    subject: { kind: 'result_file', id: file.id },
    by: await signatureOf(context),
  })
  return counts
}

export const listResultFiles: Handler<typeof contract.listResultFiles> = async (context, { query }) => {
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectFiles(context.db, ownOrganisation(context), {
    after: after?.[0] ?? null,
    limit: query.limit + 1,
  })
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

/** What a school's own system sends; the answer to bad rows names each of them. */
export const enterResults: Handler<typeof contract.enterResults> = async (context, { body }) => {
  const organisationId = ownOrganisation(context)
  const { term, day, scale } = body
  checkDay(day)
  const most = scale === 'points' ? (body.most ?? fail('unprocessable', 'records.most_missing')) : null
  const raw = body.rows.map(
    (row, i): RawResult => ({
      ...{ row: i, number: row.studentNumber, name: row.name ?? '', courseCode: row.courseCode },
      ...{ courseName: row.courseName ?? '', score: row.score, sitting: row.sitting },
      credits: row.credits == null ? '' : String(row.credits),
    }),
  )
  const { results, problems, counts } = await checkBatch(context, organisationId, {
    term,
    day,
    scale,
    most,
    raw,
  })
  if (problems.length)
    throw new Failure(
      'unprocessable',
      'records.results_bad',
      { rows: counts.bad },
      problems.slice(0, PROBLEMS).map(({ row, column, code, data }) => ({
        ...{ path: `body.rows.${row}.${column === 'number' ? 'studentNumber' : column}` },
        ...{ code: `records.${code}`, data },
      })),
    )
  await enter(context, organisationId, { term, day }, results, {
    subject: { kind: 'organisation', id: organisationId },
    by: await signatureOf(context),
  })
  return counts
}

export const exampleResults: Handler<typeof contract.exampleResults> = async () =>
  tableFile('xlsx', {
    name: '成绩导入模板',
    columns: (Object.keys(COLUMNS) as Column[]).map(column => ({ header: officialName(column), width: 16 })),
    rows: (async function* () {})(),
  })
