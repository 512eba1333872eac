import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, line } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { PARAMETER_UNITS } from '#platform/contract/parameter.ts'
import { decideParameters, readParameters } from '../policy.ts'

/** What a parameter is about: the part of its name before the first dot. */
export const PARAMETER_AREAS = [
  'programmes',
  'records',
  'overpass',
  'agreements',
  'members',
  'privacy',
  'library',
  'sharing',
  'faculty',
] as const
/** `own`: the group has decided; `open`: the group may decide; `coming`: another value is to take its place. */
export const PARAMETER_STATES = ['own', 'open', 'coming', 'unverified'] as const

const held = z.object({
  value: z.number(),
  validFrom: day,
  source: bilingual,
  verified: z.boolean(),
  ownOfGroup: z.boolean(),
})
const parameter = z.object({
  /** Its words are `parameter.<name>`. */
  name: z.string(),
  unit: z.enum(PARAMETER_UNITS),
  least: z.number(),
  most: z.number(),
  byGroup: z.boolean(),
  now: held.nullable(),
  next: held.nullable(),
})
export type ParameterRow = z.infer<typeof parameter>
const past = held.extend({ cohort: z.int().nullable(), writtenAt: instant })
export type PastValue = z.infer<typeof past>

const group = z.object({ id, name: bilingual })
const filters = {
  q: line(100).optional(),
  area: z.enum(PARAMETER_AREAS).optional(),
  state: z.enum(PARAMETER_STATES).optional(),
}
export type ParameterFilters = { [K in keyof typeof filters]?: z.output<(typeof filters)[K]> }
const name = z
  .string()
  .regex(/^[a-z_]+(\.[a-z_]+)+$/)
  .max(80)

export const listParameters = endpoint({
  id: 'house.listParameters',
  method: 'GET',
  path: '/api/groups/:id/parameters',
  summary: 'The numbers that rules go by, as they stand for a group today',
  permission: readParameters,
  params: z.object({ id }),
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(parameter).extend({ group }),
  example: world => ({ params: { id: world.members.groupId }, query: { area: 'records' as const } }),
})

export const exportParameters = endpoint({
  id: 'house.exportParameters',
  method: 'GET',
  path: '/api/groups/:id/parameters/export',
  summary: 'The same as a spreadsheet',
  permission: readParameters,
  limit: 30,
  params: z.object({ id }),
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: world => ({ params: { id: world.members.groupId }, query: { format: 'csv' as const } }),
})

export const getParameter = endpoint({
  id: 'house.getParameter',
  method: 'GET',
  path: '/api/groups/:id/parameters/:name',
  summary: 'One such number with every value it had and is to have, each with its source',
  permission: readParameters,
  params: z.object({ id, name }),
  answer: z.object({ group, parameter, history: z.array(past) }),
  example: world => ({ params: { id: world.members.groupId, name: 'records.dispute_days' } }),
})

export const decideParameter = endpoint({
  id: 'house.decideParameter',
  method: 'POST',
  path: '/api/groups/:id/parameters/:name',
  summary: "Decides a group's own value from a day on; earlier values stay",
  permission: decideParameters,
  subject: ({ params }) => ({ groupId: params.id }),
  params: z.object({ id, name }),
  body: z.object({
    value: z.number().min(-1_000_000).max(1_000_000),
    validFrom: day,
    /** The resolution or document it rests on. */
    source: z.object({ zh: line(500), en: line(500) }),
  }),
  answer: 'nothing',
  example: world => ({
    params: { id: world.members.groupId, name: 'records.dispute_days' },
    body: {
      ...{ value: 15, validFrom: '2099-01-01' },
      source: { zh: '理事会示例决议', en: 'Example resolution of the council' },
    },
  }),
})
