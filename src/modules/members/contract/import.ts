import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, instant } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { changeImport, importPeople } from '../policy.ts'
import { PROBLEM_CODES, ROSTER_FIELDS } from '../rules/roster/fields.ts'
import { ROSTER_ROLES } from '../rules/roster/roles.ts'
import './import-world.ts'

/** A file larger than this is refused; the same bound as the table reader has. */
export const ROSTER_BYTES = 50 * 1024 * 1024
export const IMPORT_STATES = [
  'uploaded',
  'mapping',
  'previewing',
  'ready',
  'applying',
  'done',
  'failed',
  'cancelled',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]
export const OUTCOMES = ['added', 'changed', 'back', 'ended', 'unchanged'] as const
export type Outcome = (typeof OUTCOMES)[number]

const field = z.enum(ROSTER_FIELDS)
const role = z.enum(ROSTER_ROLES)
const column = z.int().min(1).max(200)
const errorData = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** How the file was read, and what each of its columns most likely is. */
const source = z.object({
  format: z.enum(['xlsx', 'csv']),
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  headerRow: z.int(),
  columns: z.array(
    z.object({
      column,
      header: z.string(),
      field: field.nullable(),
      reason: z.enum(['known', 'remembered', 'sensitive', 'unneeded', 'second', 'unknown']),
    }),
  ),
})
export type ImportSource = z.infer<typeof source>

const settings = z.object({
  columns: z.array(z.object({ column, field })).max(ROSTER_FIELDS.length),
  /** Role of every row that does not name one. */
  role,
  /** People of the role whom the file lacks are ended on this day; null: they stay as they are. */
  endMissingOn: day.nullable(),
  /** Ends only people of these classes or cohorts, where one is named. */
  scope: z
    .object({ classIds: z.array(id).max(200), cohorts: z.array(z.int().min(1950).max(2100)).max(50) })
    .default({ classIds: [], cohorts: [] }),
})
export type ImportSettings = z.output<typeof settings>

const counts = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  back: z.int(),
  unchanged: z.int(),
  ended: z.int(),
  bad: z.int(),
  problems: z.int(),
  newClasses: z.int(),
  /** Some of the new classes' names. */
  newClassNames: z.array(z.string()),
  /** People whom the file could have ended, to judge how many it does. */
  inScope: z.int(),
})
export type ImportCounts = z.infer<typeof counts>

const importRow = z.object({
  id,
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  role: role.nullable(),
  counts: counts.nullable(),
  by: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
})
export type ImportRow = z.infer<typeof importRow>

const oneImport = importRow.extend({
  fileSize: z.int(),
  /** SHA-256 of the file, hexadecimal, as the audit entry names it. */
  fileHash: z.string(),
  source,
  /** The file's first rows; cells of columns that are left out are empty. Null once the import has ended. */
  sample: z.array(z.array(z.string())).nullable(),
  /** What was chosen, or what is proposed. */
  settings,
  roles: z.array(role),
  leaveOutBad: z.boolean(),
  /** Why it failed: `error.<code>`. */
  error: z.object({ code: z.string(), data: errorData }).nullable(),
  /** The work under way, for GET /api/tasks/:id. */
  taskId: id.nullable(),
})
export type OneImport = z.infer<typeof oneImport>

const change = z.object({
  /** The file's row; null for people whom the file lacks. */
  row: z.int().nullable(),
  outcome: z.enum(OUTCOMES),
  affiliationId: id,
  name: z.string(),
  number: z.string().nullable(),
  role: z.string(),
  className: z.string().nullable(),
  fields: z.array(
    z.object({
      field: z.enum([...ROSTER_FIELDS, 'ends_on']),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})
export type ImportChange = z.infer<typeof change>

const problem = z.object({
  row: z.int(),
  /** The column in the file, from 1, and its name; null for what a row lacks as a whole. */
  column: z.int().nullable(),
  header: z.string().nullable(),
  field,
  code: z.enum(PROBLEM_CODES),
  data: errorData,
})
export type ImportProblem = z.infer<typeof problem>

const params = z.object({ id })
const started = z.object({ taskId: id })

export const uploadRoster = endpoint({
  id: 'members.uploadRoster',
  method: 'POST',
  path: '/api/imports',
  summary: 'Hands in a roster (.xlsx or CSV, raw bytes) and says what its columns are; imports nothing yet',
  permission: importPeople,
  scope: 'people.import',
  query: z.object({
    name: z.string().trim().min(1).max(255),
    role: role.optional(),
    sheet: z.string().max(100).optional(),
  }),
  upload: { maxBytes: ROSTER_BYTES },
  limit: 30,
  answer: oneImport,
  example: () => ({
    query: { name: '名册.csv', role: 'mentor' as const },
    upload: new TextEncoder().encode('工号,姓名\nE2E-001,示例人员\n'),
  }),
})

export const listImports = endpoint({
  id: 'members.listImports',
  method: 'GET',
  path: '/api/imports',
  summary: "The organisation's imports, newest first",
  permission: importPeople,
  scope: 'people.import',
  query: z.object({ ...pageQuery }),
  answer: page(importRow),
  example: () => ({}),
})

const existing = (state: 'uploaded' | 'ready' | 'ready_with_problems' | 'done') =>
  async function example(world: import('#platform/contract/endpoint.ts').World) {
    const roster = await world.imports.freshImport(state)
    return { params: { id: roster.id }, subject: { organisationId: roster.organisationId } }
  }

export const getImport = endpoint({
  id: 'members.getImport',
  method: 'GET',
  path: '/api/imports/:id',
  summary: 'One import: file, columns, choices, what it would do or has done',
  permission: changeImport,
  scope: 'people.import',
  params,
  answer: oneImport,
  example: existing('ready'),
})

export const previewImport = endpoint({
  id: 'members.previewImport',
  method: 'POST',
  path: '/api/imports/:id/preview',
  summary: 'Chooses columns and rules and makes the preview; without a body again with the last choice',
  permission: changeImport,
  scope: 'people.import',
  params,
  body: z.object({ settings: settings.optional() }),
  answer: started,
  example: async world => ({
    ...(await existing('uploaded')(world)),
    body: {
      settings: {
        columns: [
          { column: 1, field: 'number' as const },
          { column: 2, field: 'name' as const },
        ],
        role: 'teacher' as const,
        endMissingOn: null,
      },
    },
  }),
})

export const listImportChanges = endpoint({
  id: 'members.listImportChanges',
  method: 'GET',
  path: '/api/imports/:id/changes',
  summary: 'Person by person what the import would do, or did: new, changed field by field, back, ended',
  permission: changeImport,
  scope: 'people.import',
  params,
  query: z.object({ outcome: z.enum(OUTCOMES), ...pageQuery }),
  answer: page(change),
  example: async world => ({ ...(await existing('ready')(world)), query: { outcome: 'added' as const } }),
})

export const listImportProblems = endpoint({
  id: 'members.listImportProblems',
  method: 'GET',
  path: '/api/imports/:id/problems',
  summary: 'Everything wrong with the file, by row and column',
  permission: changeImport,
  scope: 'people.import',
  params,
  query: z.object({ ...pageQuery }),
  answer: page(problem),
  example: existing('ready_with_problems'),
})

export const downloadImportProblems = endpoint({
  id: 'members.downloadImportProblems',
  method: 'GET',
  path: '/api/imports/:id/problems.xlsx',
  summary: 'The rows with problems as a workbook with a column that names them, to mend and hand in again',
  permission: changeImport,
  scope: 'people.import',
  params,
  answer: 'file',
  example: existing('ready_with_problems'),
})

export const confirmImport = endpoint({
  id: 'members.confirmImport',
  method: 'POST',
  path: '/api/imports/:id/confirm',
  summary: 'Applies the preview, all of it or nothing',
  permission: changeImport,
  scope: 'people.import',
  params,
  body: z.object({
    /** Imports without the rows that have problems; the choice is recorded. */
    leaveOutBad: z.boolean().default(false),
    /** Yes, even though more than a fifth of the people would be ended. */
    endMany: z.boolean().default(false),
  }),
  answer: started,
  example: async world => ({ ...(await existing('ready')(world)), body: {} }),
})

export const cancelImport = endpoint({
  id: 'members.cancelImport',
  method: 'POST',
  path: '/api/imports/:id/cancel',
  summary: 'Stops an import that has not been applied; nothing of it stays but its entry in the list',
  permission: changeImport,
  scope: 'people.import',
  params,
  answer: 'nothing',
  example: existing('ready'),
})
