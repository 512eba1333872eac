import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, oneLine, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  addStay as addPermission,
  answerStay as answerPermission,
  keepStay,
  readHosted,
  readPractice,
  readStay,
} from '../policy.ts'
import { FIRST_DAY, MOST_FILES, STAY_STATES } from '../rules/vocabulary.ts'
import './world.ts'

export const version = z.int().min(1)
export const params = z.object({ id })
export const organisationName = z.object({ id, name: bilingual })
/** Days of the working lives of those who teach now. */
export const dayOfOurs = day.refine(value => value >= FIRST_DAY && value < '2100-01-01')
const proofUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .nullable()

const stayFields = {
  /** A member of a group of the own school, or a host outside by its name: one of the two. */
  hostId: id.nullable(),
  hostName: oneLine(200).nullable(),
  from: dayOfOurs,
  until: dayOfOurs,
  tasks: text(2000).min(1),
  output: text(2000),
  courseChange: text(2000),
  /** Where the proof of a host outside can be read. */
  proofUrl,
  /** Files that were brought for it, all of them. */
  files: z.array(id).max(MOST_FILES),
}
const stayInput = z.object(stayFields)
export type StayInput = z.infer<typeof stayInput>

const EXAMPLE: StayInput = {
  ...{ hostId: null, hostName: '滨城影视后期制作中心', from: '2026-07-06', until: '2026-08-02' },
  ...{ tasks: '参与剧集合成，完成镜头清理。', output: '合成镜头十二个', courseChange: '新增跟踪与清理单元' },
  ...{ proofUrl: 'https://example.org/proof', files: [] },
}

export const addStay = endpoint({
  id: 'faculty.addStay',
  method: 'POST',
  path: '/api/faculty/stays',
  summary: 'Enters a stay at a host, which is asked to confirm it',
  permission: addPermission,
  limit: 60,
  body: stayInput.extend({
    /** A confirmed stay of the own that this one takes the place of once it is confirmed. */
    correctsId: id.nullable(),
  }),
  answer: z.object({ id }),
  example: () => ({ body: { ...EXAMPLE, correctsId: null } }),
})

/** A host outside has no id. */
const host = z.object({ id: id.nullable(), name: bilingual })
const row = z.object({
  ...{ id, host, from: day, until: day, days: z.int(), state: z.enum(STAY_STATES) },
  teacher: z.object({ id, name: z.string() }),
  school: organisationName,
  /** Another, confirmed stay has taken its place. */
  corrected: z.boolean(),
  files: z.int(),
})
export type StayRow = z.infer<typeof row>

const stay = row.extend({
  ...{ tasks: z.string(), output: z.string(), courseChange: z.string(), proofUrl: z.string().nullable() },
  files: z.array(z.object({ id, name: z.string() })),
  proposed: z.object({ from: day, until: day }).nullable(),
  ...{ note: z.string().nullable(), answeredAt: instant.nullable(), createdAt: instant, version: z.int() },
  /** The stay it corrects, and the one that corrects it, whatever became of that. */
  correctsId: id.nullable(),
  correctedBy: z.object({ id, state: z.enum(STAY_STATES) }).nullable(),
  facts: z.object({ organisationId: id, affiliationId: id, confirmerId: id }),
})
export type Stay = z.infer<typeof stay>

export const getStay = endpoint({
  id: 'faculty.getStay',
  method: 'GET',
  path: '/api/faculty/stays/:id',
  summary: 'One stay with what was done there and what proves it',
  permission: readStay,
  params,
  answer: stay,
  example: async ({ faculty }) => {
    const made = await faculty.stay('asked')
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const changeStay = endpoint({
  id: 'faculty.changeStay',
  method: 'PUT',
  path: '/api/faculty/stays/:id',
  summary: 'Changes a stay that is not confirmed; its host is asked anew',
  permission: keepStay,
  params,
  body: stayInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ faculty }) => {
    const made = await faculty.stay('asked')
    return { params: { id: made.id }, body: { ...EXAMPLE, version: made.version }, subject: made.facts }
  },
})

export const withdrawStay = endpoint({
  id: 'faculty.withdrawStay',
  method: 'POST',
  path: '/api/faculty/stays/:id/withdraw',
  summary: 'Takes a stay back that is not confirmed',
  permission: keepStay,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ faculty }) => {
    const made = await faculty.stay('asked')
    return { params: { id: made.id }, body: { version: made.version }, subject: made.facts }
  },
})

export const agreeToStay = endpoint({
  id: 'faculty.agreeToStay',
  method: 'POST',
  path: '/api/faculty/stays/:id/agree',
  summary: 'Agrees to the days that the host has said: with them the stay is confirmed',
  permission: keepStay,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ faculty }) => {
    const made = await faculty.stay('corrected')
    return { params: { id: made.id }, body: { version: made.version }, subject: made.facts }
  },
})

const answer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('confirm'), version }),
  z.object({
    answer: z.literal('correct'),
    from: dayOfOurs,
    until: dayOfOurs,
    note: text(1000).min(1),
    version,
  }),
  z.object({ answer: z.literal('refuse'), note: text(1000).min(1), version }),
])
export type StayAnswer = z.infer<typeof answer>

export const answerStay = endpoint({
  id: 'faculty.answerStay',
  method: 'POST',
  path: '/api/faculty/stays/:id/answer',
  summary: 'Confirms a stay, says that the days were others, or refuses it with the reason',
  permission: answerPermission,
  params,
  body: answer,
  answer: z.object({ state: z.enum(['confirmed', 'corrected', 'refused']) }),
  example: async ({ faculty }) => {
    const made = await faculty.stay('asked')
    return {
      params: { id: made.id },
      body: { answer: 'confirm', version: made.version },
      subject: made.facts,
    }
  },
})

export const listStays = endpoint({
  id: 'faculty.listStays',
  method: 'GET',
  path: '/api/faculty/teachers/:id/stays',
  summary: 'The stays of a teacher, the latest first',
  permission: readPractice,
  params,
  query: z.object(pageQuery),
  answer: page(row),
  example: ({ faculty }) => ({
    params: { id: faculty.teacher().affiliationId },
    query: {},
    subject: faculty.teacher(),
  }),
})

const hostedFilters = { state: z.enum(['asked', 'corrected', 'confirmed', 'refused']).optional() }
export const listHosted = endpoint({
  id: 'faculty.listHosted',
  method: 'GET',
  path: '/api/faculty/hosted',
  summary: 'Stays that the own organisation confirms, the latest first',
  permission: readHosted,
  query: z.object({ ...hostedFilters, ...pageQuery }),
  answer: page(row),
  example: () => ({ query: { state: 'asked' } }),
})

export const countHosted = endpoint({
  id: 'faculty.countHosted',
  method: 'GET',
  path: '/api/faculty/hosted/facets',
  summary:
    'How many stays the own organisation confirms, by state, and days of practice that it has confirmed',
  permission: readHosted,
  query: z.object(hostedFilters),
  answer: z.object({
    total: z.int(),
    states: z.array(z.object({ value: z.string(), count: z.int() })),
    teachers: z.int(),
    days: z.int(),
  }),
  example: () => ({ query: {} }),
})

export const listHosts = endpoint({
  id: 'faculty.listHosts',
  method: 'GET',
  path: '/api/faculty/hosts',
  summary: 'Members that can be named as hosts, found by name; at most fifty',
  permission: addPermission,
  query: z.object({ q: z.string().trim().max(100).optional() }),
  answer: z.object({ rows: z.array(organisationName) }),
  example: () => ({ query: { q: 'donghua' } }),
})
