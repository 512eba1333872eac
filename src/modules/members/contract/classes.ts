import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, oneLine } from '#platform/contract/fields.ts'
import {
  changeClass,
  createClass as createClassPermission,
  listClasses as listClassesPermission,
  readClass,
} from '../policy.ts'
import './world.ts'

const classRow = z.object({
  id,
  name: z.string(),
  cohort: z.int().nullable(),
  programme: bilingual.nullable(),
  startsOn: day,
  endsOn: day.nullable(),
  version: z.int(),
  students: z.int(),
})
export type ClassRow = z.infer<typeof classRow>

const classMember = z.object({
  id,
  name: z.string(),
  nameLatin: z.string().nullable(),
  number: z.string().nullable(),
  role: z.enum(['student', 'teacher']),
  claimed: z.boolean(),
})
const oneClass = classRow.extend({ members: z.array(classMember) })
export type OneClass = z.infer<typeof oneClass>

const classInput = z.object({
  name: oneLine(100),
  cohort: z.int().min(1950).max(2100).nullable(),
  programme: z.object({ zh: oneLine(100), en: oneLine(100).nullable() }).nullable(),
  startsOn: day,
})
export type ClassInput = z.infer<typeof classInput>

const params = z.object({ id })
const version = z.int().min(1)

export const listClasses = endpoint({
  id: 'members.listClasses',
  method: 'GET',
  path: '/api/classes',
  summary: "The classes of the viewer's school, newest cohort first",
  permission: listClassesPermission,
  scope: 'people.read',
  query: z.object({ state: z.enum(['active', 'ended']).default('active') }),
  answer: z.object({ rows: z.array(classRow) }),
  example: () => ({ query: { state: 'active' } }),
})

export const getClass = endpoint({
  id: 'members.getClass',
  method: 'GET',
  path: '/api/classes/:id',
  summary: 'One class with its people of today',
  permission: readClass,
  scope: 'people.read',
  params,
  answer: oneClass,
  example: ({ members }) => ({
    params: { id: members.classId },
    subject: { organisationId: members.schoolId },
  }),
})

export const createClass = endpoint({
  id: 'members.createClass',
  method: 'POST',
  path: '/api/classes',
  summary: "A new class in the viewer's school",
  permission: createClassPermission,
  body: classInput,
  answer: z.object({ id }),
  example: ({ members }) => ({
    body: {
      name: `示例班 ${members.freshCode()}`,
      cohort: 2026,
      programme: { zh: '动漫制作技术', en: 'Animation Production' },
      startsOn: '2026-09-01',
    },
  }),
})

export const updateClass = endpoint({
  id: 'members.updateClass',
  method: 'PUT',
  path: '/api/classes/:id',
  summary: 'Changes a class',
  permission: changeClass,
  params,
  body: classInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ members }) => {
    const fresh = await members.freshClass()
    return {
      params: { id: fresh.id },
      body: {
        name: `示例班 ${members.freshCode()}`,
        cohort: null,
        programme: null,
        startsOn: '2025-09-01',
        version: fresh.version,
      },
      subject: { organisationId: members.schoolId },
    }
  },
})

export const endClass = endpoint({
  id: 'members.endClass',
  method: 'POST',
  path: '/api/classes/:id/end',
  summary: 'Ends a class with a date; its people stay and leave it one by one or by the next roster',
  permission: changeClass,
  params,
  body: z.object({ endsOn: day, version }),
  answer: z.object({ version: z.int() }),
  example: async ({ members }) => {
    const fresh = await members.freshClass()
    return {
      params: { id: fresh.id },
      body: { endsOn: '2026-06-30', version: fresh.version },
      subject: { organisationId: members.schoolId },
    }
  },
})
