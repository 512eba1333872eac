import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, oneLine } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { enterResults, keepSheet } from '../policy.ts'
import { SCALES } from '../rules/score.ts'
import { SITTINGS } from '../rules/vocabulary.ts'
import { term } from './results.ts'

const params = z.object({ id })
const version = z.int().min(1)
const about = {
  class: z.object({ id, name: z.string() }),
  course: z.object({ id: id.nullable(), code: z.string(), name: bilingual }),
  term: z.string(),
  sitting: z.enum(SITTINGS),
  scale: z.enum(SCALES),
  most: z.number().nullable(),
  credits: z.number().nullable(),
  day,
  state: z.enum(['draft', 'submitted']),
}

const sheetRow = z.object({ id, ...about, learners: z.int(), entered: z.int(), createdAt: instant })
export type SheetRow = z.infer<typeof sheetRow>

export const listSheets = endpoint({
  id: 'records.listSheets',
  method: 'GET',
  path: '/api/grade-sheets',
  summary: 'Grade sheets of the own school, the latest first',
  permission: enterResults,
  query: z.object(pageQuery),
  answer: page(sheetRow),
  example: () => ({}),
})

export const listClassCourses = endpoint({
  id: 'records.listClassCourses',
  method: 'GET',
  path: '/api/grade-sheets/courses',
  summary: 'The courses a class learns by its programme’s version in force',
  permission: enterResults,
  query: z.object({ class: id }),
  answer: z.object({
    rows: z.array(
      z.object({
        id,
        code: z.string(),
        name: bilingual,
        credits: z.number(),
        hours: z.int(),
        semester: z.int(),
      }),
    ),
  }),
  example: async ({ records }) => ({ query: { class: await records.ownClass() } }),
})

export const createSheet = endpoint({
  id: 'records.createSheet',
  method: 'POST',
  path: '/api/grade-sheets',
  summary: 'Begins the grade sheet of a class in a course',
  permission: enterResults,
  body: z.object({
    classId: id,
    /** Of the class’s programme; otherwise the course is named by its code and name. */
    courseId: id.nullable(),
    course: z
      .object({ code: oneLine(40), name: z.object({ zh: oneLine(200), en: oneLine(200).nullable() }) })
      .nullable(),
    term,
    sitting: z.enum(SITTINGS).default('regular'),
    scale: z.enum(SCALES),
    most: z.number().positive().max(100_000).nullable(),
    credits: z.number().min(0).max(100).nullable(),
    day,
  }),
  answer: z.object({ id }),
  example: async ({ members, records }) => ({
    body: {
      ...{
        classId: await records.ownClass(),
        courseId: null,
        term: '2025-2026-1',
        scale: 'percent' as const,
        most: null,
      },
      ...{ course: { code: `S${members.freshCode()}`, name: { zh: '影视后期', en: null } }, credits: 3 },
      day: '2026-01-15',
    },
  }),
})

const gradeRow = z.object({
  learnerId: id,
  number: z.string().nullable(),
  name: z.string(),
  /** What the pass that was asked for says; the other one stays hidden until both are done. */
  text: z.string().nullable(),
  first: z.string().nullable(),
  second: z.string().nullable(),
  agrees: z.boolean().nullable(),
})
export type GradeRow = z.infer<typeof gradeRow>

export const getSheet = endpoint({
  id: 'records.getSheet',
  method: 'GET',
  path: '/api/grade-sheets/:id',
  summary: 'A grade sheet as one of its two entries sees it',
  permission: keepSheet,
  params,
  query: z.object({ pass: z.enum(['1', '2', 'both']).default('1') }),
  answer: z.object({
    id,
    ...about,
    firstBy: z.string().nullable(),
    secondBy: z.string().nullable(),
    submittedBy: z.string().nullable(),
    submittedAt: instant.nullable(),
    /** Rows entered once, twice, and twice with different scores. */
    once: z.int(),
    twice: z.int(),
    differing: z.int(),
    rows: z.array(gradeRow),
    version: z.int(),
  }),
  example: async ({ records }) => ({
    params: { id: (await records.freshSheet()).id },
    subject: { organisationId: records.learner.subject.organisationId },
  }),
})

export const saveSheet = endpoint({
  id: 'records.saveSheet',
  method: 'PUT',
  path: '/api/grade-sheets/:id',
  summary: 'Keeps what was entered so far in the first or the second entry',
  permission: keepSheet,
  params,
  body: z.object({
    pass: z.union([z.literal(1), z.literal(2)]),
    rows: z.array(z.object({ learnerId: id, text: z.string().trim().max(20) })).max(300),
    version,
  }),
  answer: z.object({ version: z.int() }),
  example: async ({ records }) => {
    const { id, learnerId } = await records.freshSheet()
    return {
      params: { id },
      body: { pass: 1 as const, rows: [{ learnerId, text: '88' }], version: 1 },
      subject: { organisationId: records.learner.subject.organisationId },
    }
  },
})

export const submitSheet = endpoint({
  id: 'records.submitSheet',
  method: 'POST',
  path: '/api/grade-sheets/:id/submit',
  summary: 'Enters the results once both entries agree; empty rows are left out',
  permission: keepSheet,
  params,
  body: z.object({ version }),
  answer: z.object({ entered: z.int() }),
  example: async ({ records }) => ({
    params: { id: await records.agreedSheet() },
    body: { version: 1 },
    subject: { organisationId: records.learner.subject.organisationId },
  }),
})

export const removeSheet = endpoint({
  id: 'records.removeSheet',
  method: 'DELETE',
  path: '/api/grade-sheets/:id',
  summary: 'Throws a sheet away that was not submitted',
  permission: keepSheet,
  params,
  answer: 'nothing',
  example: async ({ records }) => ({
    params: { id: (await records.freshSheet()).id },
    subject: { organisationId: records.learner.subject.organisationId },
  }),
})
