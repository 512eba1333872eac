import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { readSchools, readTeachers } from '../policy.ts'
import { LEVELS, PRACTICE_STATES } from '../rules/vocabulary.ts'
import { organisationName } from './stays.ts'

const row = z.object({
  ...{ id, name: z.string(), number: z.string().nullable(), days: z.int(), needed: z.int() },
  state: z.enum(PRACTICE_STATES),
  /** The last day on which it is enough without a further stay. */
  enoughUntil: day.nullable(),
  /** Days of this calendar year. */
  thisYear: z.int(),
  /** Stays that wait for an answer. */
  waiting: z.int(),
  /** The highest status that holds today. */
  level: z.enum(LEVELS).nullable(),
})
export type TeacherRow = z.infer<typeof row>

const filters = {
  q: z.string().trim().max(100).optional(),
  state: z.enum(PRACTICE_STATES).optional(),
  /** Of this level, or without any. */
  level: z.enum([...LEVELS, 'none']).optional(),
}
export type TeacherFilters = z.infer<z.ZodObject<typeof filters>>

export const listTeachers = endpoint({
  id: 'faculty.listTeachers',
  method: 'GET',
  path: '/api/faculty/teachers',
  summary: 'The teachers of the own school with their practice and status, by name',
  permission: readTeachers,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(row),
  example: () => ({ query: { state: 'none', q: 'li' } }),
})

const count = z.object({ value: z.string(), count: z.int() })
export const countTeachers = endpoint({
  id: 'faculty.countTeachers',
  method: 'GET',
  path: '/api/faculty/teachers/facets',
  summary: 'How many teachers each filter would leave',
  permission: readTeachers,
  query: z.object(filters),
  answer: z.object({ total: z.int(), states: z.array(count), levels: z.array(count) }),
  example: () => ({ query: {} }),
})

export const exportTeachers = endpoint({
  id: 'faculty.exportTeachers',
  method: 'GET',
  path: '/api/faculty/teachers/export',
  summary: 'The list of teachers with their practice as a spreadsheet',
  permission: readTeachers,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

/** Few are null: neither shown nor told by difference. */
const many = z.int().nullable()
const school = z.object({ school: organisationName, teachers: many, enough: many, dual: many })
export type SchoolCounts = z.infer<typeof school>

export const countSchools = endpoint({
  id: 'faculty.countSchools',
  method: 'GET',
  path: '/api/faculty/schools',
  summary:
    'How many teachers each school of the group has, how many practised enough, how many are dual-qualified',
  permission: readSchools,
  answer: z.object({ rows: z.array(school), least: z.int() }),
  example: () => ({}),
})
