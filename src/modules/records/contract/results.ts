import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, oneLine } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { enterResults as enterPermission, keepSheet } from '../policy.ts'
import { SCALES } from '../rules/score.ts'
import { KINDS, SITTINGS, STATES } from '../rules/vocabulary.ts'
import { score } from './payload.ts'

export const term = z.string().regex(/^\d{4}-\d{4}-[12]$/)
const params = z.object({ id })

const filters = {
  q: z.string().trim().max(100).optional(),
  kind: z.enum(KINDS).optional(),
  class: id.optional(),
  term: term.optional(),
}
export type OutcomeFilters = z.output<z.ZodObject<typeof filters>>

const outcomeRow = z.object({
  id,
  learner: z.object({ id, name: z.string(), number: z.string().nullable(), class: z.string().nullable() }),
  kind: z.enum(KINDS),
  title: bilingual,
  day,
  term: z.string().nullable(),
  score: score.nullable(),
  credits: z.number().nullable(),
  state: z.enum(STATES),
  disputed: z.boolean(),
  recordedAt: instant,
})
export type OutcomeRow = z.infer<typeof outcomeRow>

export const listOutcomes = endpoint({
  id: 'records.listOutcomes',
  method: 'GET',
  path: '/api/outcomes',
  summary: 'What the own school stands for, the latest entered first',
  permission: enterPermission,
  query: z.object({ ...pageQuery, ...filters }),
  answer: page(outcomeRow),
  example: () => ({ query: { q: '示例' } }),
})

export const countOutcomes = endpoint({
  id: 'records.countOutcomes',
  method: 'GET',
  path: '/api/outcomes/count',
  summary: 'How many outcomes of each kind these filters leave',
  permission: enterPermission,
  query: z.object(filters),
  answer: z.object({ total: z.int(), kinds: z.array(z.object({ value: z.enum(KINDS), count: z.int() })) }),
  example: () => ({}),
})

export const exportOutcomes = endpoint({
  id: 'records.exportOutcomes',
  method: 'GET',
  path: '/api/outcomes/export',
  summary: 'The same list as a table with the official column names',
  permission: enterPermission,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' as const } }),
})

/** What a school's own system sends: like a row of the spreadsheet. */
const resultInput = z.object({
  studentNumber: oneLine(40),
  /** Compared with the school's own entry, to find a slipped number. */
  name: oneLine(100).nullish(),
  courseCode: oneLine(40),
  courseName: oneLine(200).nullish(),
  score: z.union([z.string().trim().max(20), z.number()]).transform(String),
  credits: z.number().min(0).max(100).nullish(),
  sitting: z.enum(SITTINGS).default('regular'),
})

const problem = z.object({
  row: z.int(),
  /** The official name of the column. */
  column: z.string(),
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ResultProblem = z.infer<typeof problem>
const counts = z.object({
  rows: z.int(),
  added: z.int(),
  corrected: z.int(),
  unchanged: z.int(),
  bad: z.int(),
})
export type ResultCounts = z.infer<typeof counts>

export const RESULTS_MOST = 5000
export const API_MOST = 500

export const enterResults = endpoint({
  id: 'records.enterResults',
  method: 'POST',
  path: '/api/results',
  summary:
    'Enters results of a term, all or none; said again they change nothing, said otherwise they correct',
  permission: enterPermission,
  scope: 'records.write',
  body: z.object({
    term,
    day,
    scale: z.enum(SCALES),
    most: z.number().positive().max(100_000).nullish(),
    rows: z.array(resultInput).min(1).max(API_MOST),
  }),
  answer: counts,
  example: async ({ records, members }) => ({
    body: {
      ...{ term: '2025-2026-1', day: '2026-01-15', scale: 'percent' as const },
      rows: [
        {
          ...{ studentNumber: await records.ownStudentNumber(), courseCode: `K${members.freshCode()}` },
          ...{ courseName: '三维建模', score: '86' },
        },
      ],
    },
  }),
})

export const RESULT_FILE_BYTES = 10_000_000

const resultFile = z.object({
  id,
  name: z.string(),
  state: z.enum(['checked', 'applied']),
  counts,
  /** The first five hundred. */
  problems: z.array(problem),
  by: z.string(),
  createdAt: instant,
  appliedAt: instant.nullable(),
  /** When it is forgotten unless somebody enters it before. */
  forgottenAt: instant.nullable(),
  version: z.int(),
})
export type ResultFile = z.infer<typeof resultFile>

export const uploadResults = endpoint({
  id: 'records.uploadResults',
  method: 'POST',
  path: '/api/results/files',
  summary: 'Looks at a spreadsheet of a term’s results and names every problem; nothing is entered yet',
  permission: enterPermission,
  query: z.object({
    name: oneLine(255),
    term,
    day,
    scale: z.enum(SCALES),
    most: z.coerce.number().positive().max(100_000).optional(),
  }),
  upload: { maxBytes: RESULT_FILE_BYTES },
  limit: 30,
  answer: z.object({ id }),
  example: async ({ records }) => ({
    query: { name: '成绩.csv', term: '2025-2026-1', day: '2026-01-15', scale: 'percent' as const },
    upload: await records.resultsFile(),
  }),
})

export const getResultFile = endpoint({
  id: 'records.getResultFile',
  method: 'GET',
  path: '/api/results/files/:id',
  summary: 'What was found in a file of results',
  permission: keepSheet,
  params,
  answer: resultFile,
  example: async ({ records }) => ({
    params: { id: await records.freshFile() },
    subject: { organisationId: records.learner.subject.organisationId },
  }),
})

export const listResultFiles = endpoint({
  id: 'records.listResultFiles',
  method: 'GET',
  path: '/api/results/files',
  summary: 'Files of results the school has handed in, the latest first',
  permission: enterPermission,
  query: z.object(pageQuery),
  answer: page(resultFile.omit({ problems: true })),
  example: () => ({}),
})

export const applyResultFile = endpoint({
  id: 'records.applyResultFile',
  method: 'POST',
  path: '/api/results/files/:id/apply',
  summary: 'Enters all results of a file that has no problems; all or none',
  permission: keepSheet,
  params,
  body: z.object({ version: z.int().min(1) }),
  answer: counts,
  example: async ({ records }) => ({
    params: { id: await records.freshFile() },
    body: { version: 1 },
    subject: { organisationId: records.learner.subject.organisationId },
  }),
})

export const exampleResults = endpoint({
  id: 'records.exampleResults',
  method: 'GET',
  path: '/api/results/example',
  summary: 'An empty table with the columns that are read',
  permission: enterPermission,
  answer: 'file',
  example: () => ({}),
})
