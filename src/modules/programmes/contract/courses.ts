import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, oneLine } from '#platform/contract/fields.ts'
import { editProgramme } from '../policy.ts'
import { COURSE_KINDS } from '../rules/vocabulary.ts'
import { code, named, params, version } from './parts.ts'
import './world.ts'

export const courseInput = z.object({
  code,
  name: named(),
  kind: z.enum(COURSE_KINDS),
  theoryHours: z.int().min(0).max(2000),
  practiceHours: z.int().min(0).max(2000),
  credits: z.number().min(0).max(100).multipleOf(0.5),
  placementMonths: z.number().min(0).max(24).multipleOf(0.5).nullable(),
  semester: z.int().min(1).max(16),
  responsible: oneLine(100).nullable(),
  companyId: id.nullable(),
  requires: z.array(id).max(20),
  aims: z.array(z.object({ competencyId: id, level: z.int().min(1).max(8) })).max(40),
})
export type CourseInput = z.infer<typeof courseInput>

const anExample = (mark: string, competencyId: string) => ({
  ...{ code: mark, name: { zh: '三维建模基础', en: 'Modelling Basics' }, kind: 'core' as const },
  ...{ theoryHours: 32, practiceHours: 64, credits: 6, placementMonths: null, semester: 2 },
  ...{ responsible: '动漫教研室', companyId: null, requires: [], aims: [{ competencyId, level: 1 }] },
})

export const createCourse = endpoint({
  id: 'programmes.createCourse',
  method: 'POST',
  path: '/api/programme-versions/:id/courses',
  summary: 'Adds a course to a draft',
  permission: editProgramme,
  params,
  body: courseInput,
  answer: z.object({ id }),
  example: async ({ programmes }) => ({
    params: { id: (await programmes.fresh()).version.id },
    body: anExample(programmes.freshCode(), programmes.competencyId),
    subject: { organisationId: programmes.organisationId },
  }),
})

export const updateCourse = endpoint({
  id: 'programmes.updateCourse',
  method: 'PUT',
  path: '/api/programme-courses/:id',
  summary: 'Changes a course of a draft',
  permission: editProgramme,
  params,
  body: courseInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const { course: fresh } = await programmes.fresh()
    return {
      params: { id: fresh.id },
      body: { ...anExample(programmes.freshCode(), programmes.competencyId), version: fresh.version },
      subject: { organisationId: programmes.organisationId },
    }
  },
})

export const moveCourse = endpoint({
  id: 'programmes.moveCourse',
  method: 'POST',
  path: '/api/programme-courses/:id/move',
  summary: 'Puts a course of a draft into another semester, or at another place in its own',
  permission: editProgramme,
  params,
  body: z.object({
    semester: z.int().min(1).max(16),
    /** From 0, among the other courses of that semester. */
    place: z.int().min(0).max(500),
    version,
  }),
  answer: z.object({ version: z.int() }),
  example: async ({ programmes }) => {
    const { course: fresh } = await programmes.fresh()
    return {
      params: { id: fresh.id },
      body: { semester: 3, place: 0, version: fresh.version },
      subject: { organisationId: programmes.organisationId },
    }
  },
})

export const removeCourse = endpoint({
  id: 'programmes.removeCourse',
  method: 'DELETE',
  path: '/api/programme-courses/:id',
  summary: 'Takes a course out of a draft',
  permission: editProgramme,
  params,
  answer: 'nothing',
  example: async ({ programmes }) => ({
    params: { id: (await programmes.fresh()).course.id },
    subject: { organisationId: programmes.organisationId },
  }),
})
