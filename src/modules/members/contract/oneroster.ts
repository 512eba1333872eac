import { z } from 'zod'
import { endpoint, type World } from '#platform/contract/endpoint.ts'
import { id, instant, line } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { changeOneRoster, importOneRoster } from '../policy.ts'
import { READ_FILES, VERSIONS } from '../rules/oneroster/files.ts'
import { NOTES, ROW_PROBLEMS } from '../rules/oneroster/problem.ts'
import './oneroster-world.ts'

/** A set larger than this is refused. 100,000 people in 500,000 enrolments take about 20 MB. */
export const ONEROSTER_BYTES = 100 * 1024 * 1024
export const ONEROSTER_STATES = ['previewing', 'ready', 'applying', 'done', 'failed', 'cancelled'] as const
export type OneRosterState = (typeof ONEROSTER_STATES)[number]

const file = z.enum(READ_FILES)
const errorData = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

const manifest = z.object({
  version: z.enum(VERSIONS),
  files: z.partialRecord(file, z.enum(['bulk', 'delta'])),
  ignored: z.array(z.string()),
  /** What the sending system calls itself. */
  source: z.string().nullable(),
  /** Which organisation of the file is the own one, where somebody has said so. */
  orgSourcedId: z.string().nullable(),
  /** Whether birth dates are read from demographics.csv. */
  birthDates: z.boolean(),
})
export type OneRosterManifest = z.infer<typeof manifest>

const counts = z.object({
  file,
  mode: z.enum(['bulk', 'delta']),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  /** Ended before, there again. */
  back: z.int(),
  unchanged: z.int(),
  ended: z.int(),
})
export type OneRosterCounts = z.infer<typeof counts>

const note = z.object({ code: z.enum(NOTES), file: z.string(), count: z.int() })
export type OneRosterNote = z.infer<typeof note>

const importRow = z.object({
  id,
  fileName: z.string(),
  state: z.enum(ONEROSTER_STATES),
  version: z.enum(VERSIONS),
  by: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
})

const oneImport = importRow.extend({
  fileSize: z.int(),
  /** SHA-256 of the file, hexadecimal, as the audit entry names it. */
  fileHash: z.string(),
  manifest,
  /** Null until the preview is there. Users are counted once for each role. */
  counts: z.array(counts).nullable(),
  notes: z.array(note),
  /** How many problems are listed; with any, nothing can be imported. */
  problems: z.int(),
  error: z.object({ code: z.string(), data: errorData }).nullable(),
  /** The work under way, for GET /api/tasks/:id. */
  taskId: id.nullable(),
})
export type OneRosterImport = z.infer<typeof oneImport>

const problem = z.object({
  file,
  /** The file's row; the header is row 1. */
  row: z.int(),
  /** Column. */
  field: z.string(),
  code: z.enum(ROW_PROBLEMS),
  /** What stands in the cell, shortened. */
  value: z.string(),
  data: errorData,
})
export type OneRosterProblem = z.infer<typeof problem>

/** People alone; numbers of the other files are in `counts`. Whoever stays as they are is not listed. */
export const ONEROSTER_OUTCOMES = ['added', 'changed', 'back', 'ended'] as const
export const ONEROSTER_ROLES = ['student', 'teacher', 'guardian'] as const
export const CHANGED_FIELDS = [
  'sourced_id',
  'name',
  'number',
  'email',
  'phone',
  'birth_date',
  'starts_on',
  'ends_on',
] as const

const change = z.object({
  place: z.int(),
  outcome: z.enum(ONEROSTER_OUTCOMES),
  /** Not there yet for people who are to be added. */
  affiliationId: id,
  name: z.string(),
  number: z.string().nullable(),
  role: z.enum(ONEROSTER_ROLES),
  fields: z.array(
    z.object({
      field: z.enum(CHANGED_FIELDS),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})
export type OneRosterChange = z.infer<typeof change>

const changeFilters = {
  outcome: z.enum(ONEROSTER_OUTCOMES).optional(),
  role: z.enum(ONEROSTER_ROLES).optional(),
  /** Name in characters, pinyin or initials, or number. */
  q: line(100).optional(),
}
export type OneRosterChangeFilters = {
  [K in keyof typeof changeFilters]?: z.output<(typeof changeFilters)[K]>
}

const params = z.object({ id })

export const uploadOneRoster = endpoint({
  id: 'members.uploadOneRoster',
  method: 'POST',
  path: '/api/oneroster',
  summary:
    'Hands in a OneRoster 1.1 or 1.2 CSV set (.zip, raw bytes) and has the preview made; imports nothing yet',
  permission: importOneRoster,
  scope: 'people.import',
  query: z.object({
    name: z.string().trim().min(1).max(255),
    /** sourcedId of the own organisation, where its identifier in the file is not its code here. */
    org: z.string().trim().min(1).max(255).optional(),
    /** Read birth dates; without this a set with demographics is refused. */
    birthDates: z.stringbool().default(false),
  }),
  upload: { maxBytes: ONEROSTER_BYTES },
  limit: 20,
  answer: oneImport,
  example: async (world: World) => ({
    query: { name: 'oneroster.zip' },
    upload: await world.oneroster.freshZip(),
  }),
})

export const listOneRoster = endpoint({
  id: 'members.listOneRoster',
  method: 'GET',
  path: '/api/oneroster',
  summary: "The school's OneRoster imports, newest first",
  permission: importOneRoster,
  scope: 'people.import',
  query: z.object({ ...pageQuery }),
  answer: page(importRow),
  example: () => ({}),
})

const existing = (state: 'ready' | 'done') => async (world: World) => {
  const made = await world.oneroster.freshImport(state)
  return { params: { id: made.id }, subject: { organisationId: made.organisationId } }
}

export const getOneRoster = endpoint({
  id: 'members.getOneRoster',
  method: 'GET',
  path: '/api/oneroster/:id',
  summary: 'One OneRoster import: what each file would change, or has changed',
  permission: changeOneRoster,
  scope: 'people.import',
  params,
  answer: oneImport,
  example: existing('ready'),
})

export const listOneRosterProblems = endpoint({
  id: 'members.listOneRosterProblems',
  method: 'GET',
  path: '/api/oneroster/:id/problems',
  summary: 'Everything wrong with the set, by file, row and column',
  permission: changeOneRoster,
  scope: 'people.import',
  params,
  query: z.object({ ...pageQuery }),
  answer: page(problem),
  example: existing('ready'),
})

export const listOneRosterChanges = endpoint({
  id: 'members.listOneRosterChanges',
  method: 'GET',
  path: '/api/oneroster/:id/changes',
  summary: 'Person by person what the set would do, or did: new, changed field by field, back, ended',
  permission: changeOneRoster,
  scope: 'people.import',
  params,
  query: z.object({ ...changeFilters, ...pageQuery }),
  answer: page(change),
  example: async (world: World) => ({
    ...(await existing('ready')(world)),
    query: { outcome: 'added' as const, q: 'lin' },
  }),
})

export const exportOneRosterChanges = endpoint({
  id: 'members.exportOneRosterChanges',
  method: 'GET',
  path: '/api/oneroster/:id/changes/export',
  summary: 'The same as a spreadsheet',
  permission: changeOneRoster,
  scope: 'people.import',
  limit: 30,
  params,
  query: z.object({ ...changeFilters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: async (world: World) => ({
    ...(await existing('done')(world)),
    query: { format: 'csv' as const },
  }),
})

export const confirmOneRoster = endpoint({
  id: 'members.confirmOneRoster',
  method: 'POST',
  path: '/api/oneroster/:id/confirm',
  summary: 'Applies the preview, all of it or nothing',
  permission: changeOneRoster,
  scope: 'people.import',
  params,
  body: z.object({
    /** Yes, even though more than a fifth of the people would be ended. */
    endMany: z.boolean().default(false),
  }),
  answer: z.object({ taskId: id }),
  example: async (world: World) => ({ ...(await existing('ready')(world)), body: {} }),
})

export const cancelOneRoster = endpoint({
  id: 'members.cancelOneRoster',
  method: 'POST',
  path: '/api/oneroster/:id/cancel',
  summary: 'Stops an import that has not been applied; nothing of it stays but its entry in the list',
  permission: changeOneRoster,
  scope: 'people.import',
  params,
  answer: 'nothing',
  example: existing('ready'),
})
