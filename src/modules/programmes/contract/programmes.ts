import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { browse, createProgramme as createPermission, editProgramme } from '../policy.ts'
import { FORMS, LEVELS, STATES } from '../rules/vocabulary.ts'
import { code, cohort, named, organisationName, params, version } from './parts.ts'
import './world.ts'

const programmeRow = z.object({
  id,
  code: z.string(),
  catalogueCode: z.string().nullable(),
  name: bilingual,
  level: z.enum(LEVELS),
  form: z.enum(FORMS),
  months: z.int(),
  organisation: organisationName,
  /** Years of entry that versions in force are for, the first and the last; null while none is. */
  cohorts: z.object({ from: z.int(), to: z.int().nullable() }).nullable(),
})
export type ProgrammeRow = z.infer<typeof programmeRow>

const versionRow = z.object({
  id,
  number: z.int(),
  state: z.enum(STATES),
  fromCohort: z.int(),
  toCohort: z.int().nullable(),
  courses: z.int(),
  inForceOn: z.string().nullable(),
  diagnosedIn: z.int().nullable(),
})
export type VersionRow = z.infer<typeof versionRow>

const programme = programmeRow.extend({
  organisationId: id,
  version: z.int(),
  closedOn: z.string().nullable(),
  occupations: z.array(z.object({ id, name: bilingual, demand: z.int() })),
  /** Versions that the viewer may see, the newest first. */
  versions: z.array(versionRow),
  /** Classes of the viewer's own school that carry its name, and the version each learns by. */
  classes: z.array(z.object({ id, name: z.string(), cohort: z.int().nullable(), versionId: id.nullable() })),
  groups: z.array(z.object({ id, name: bilingual })),
})
export type Programme = z.infer<typeof programme>

const filters = {
  level: z.enum(LEVELS).optional(),
  form: z.enum(FORMS).optional(),
  school: id.optional(),
  q: z.string().trim().max(100).optional(),
}
export type ProgrammeFilters = z.infer<z.ZodObject<typeof filters>>

const programmeInput = z.object({
  code,
  catalogueCode: z
    .string()
    .regex(/^[0-9]{6}[A-Z]{0,2}$/)
    .nullable(),
  name: named(),
  level: z.enum(LEVELS),
  form: z.enum(FORMS),
  months: z.int().min(1).max(96),
  occupationIds: z.array(id).max(20),
})
export type ProgrammeInput = z.infer<typeof programmeInput>

export const listProgrammes = endpoint({
  id: 'programmes.listProgrammes',
  method: 'GET',
  path: '/api/programmes',
  summary: 'Programmes by name, found in Chinese, pinyin and English',
  permission: browse,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(programmeRow),
  example: () => ({ query: { level: 'secondary', q: 'dongman' } }),
})

const count = z.object({ value: z.string(), count: z.int() })

export const countProgrammes = endpoint({
  id: 'programmes.countProgrammes',
  method: 'GET',
  path: '/api/programmes/facets',
  summary: 'How many programmes each filter would leave',
  permission: browse,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    levels: z.array(count),
    forms: z.array(count),
    schools: z.array(count.extend({ label: bilingual })),
  }),
  example: () => ({ query: {} }),
})

export const exportProgrammes = endpoint({
  id: 'programmes.exportProgrammes',
  method: 'GET',
  path: '/api/programmes/export',
  summary: 'The programmes as a spreadsheet with the official column names',
  permission: browse,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

export const getProgramme = endpoint({
  id: 'programmes.getProgramme',
  method: 'GET',
  path: '/api/programmes/:id',
  summary: 'One programme with the versions the viewer may see',
  permission: browse,
  params,
  answer: programme,
  example: world => ({ params: { id: world.programmes.programmeId } }),
})

export const getMine = endpoint({
  id: 'programmes.getMine',
  method: 'GET',
  path: '/api/programmes/mine',
  summary: "The version in force for the viewer's own class; null where there is none",
  permission: browse,
  answer: z.object({
    mine: z
      .object({ programmeId: id, versionId: id, name: bilingual, className: z.string(), semesters: z.int() })
      .nullable(),
  }),
  example: () => ({}),
})

export const createProgramme = endpoint({
  id: 'programmes.createProgramme',
  method: 'POST',
  path: '/api/programmes',
  summary: "A new programme of the viewer's school with its first draft",
  permission: createPermission,
  body: programmeInput.extend({ fromCohort: cohort, semesters: z.int().min(1).max(16) }),
  answer: z.object({ id, versionId: id }),
  example: ({ programmes }) => ({
    body: {
      ...{ code: programmes.freshCode(), catalogueCode: '760202', name: { zh: '动漫与游戏制作', en: null } },
      ...{
        level: 'secondary' as const,
        form: 'full_time' as const,
        months: 36,
        occupationIds: [programmes.occupationId],
      },
      ...{ fromCohort: 2027, semesters: 6 },
    },
  }),
})

export const updateProgramme = endpoint({
  id: 'programmes.updateProgramme',
  method: 'PUT',
  path: '/api/programmes/:id',
  summary: 'Changes what a programme is called and leads to',
  permission: editProgramme,
  params,
  body: programmeInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const { programme: fresh } = await programmes.fresh()
    return {
      params: { id: fresh.id },
      body: {
        ...{ code: programmes.freshCode(), catalogueCode: null, name: { zh: '界面设计', en: null } },
        ...{ level: 'secondary' as const, form: 'full_time' as const, months: 36, occupationIds: [] },
        version: fresh.version,
      },
      subject: { organisationId: programmes.organisationId },
    }
  },
})
