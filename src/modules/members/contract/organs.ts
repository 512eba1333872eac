import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, line } from '#platform/contract/fields.ts'
import { browseGroups, changeOrgans } from '../policy.ts'
import { OFFICES, ORGAN_KINDS } from '../rules/organs.ts'
import './world.ts'

const version = z.int().min(1)
const params = z.object({ id })

const term = z.object({
  id,
  office: z.enum(OFFICES),
  organisation: z.object({ id, name: bilingual }).nullable(),
  person: z.string().nullable(),
  /** What an adviser or expert is one for. */
  field: bilingual.nullable(),
  startsOn: day,
  /** The day its charter lets it run to. */
  dueOn: day.nullable(),
  endsOn: day.nullable(),
  resolution: z.string().nullable(),
  version: z.int(),
})
export type Term = z.infer<typeof term>

const organ = z.object({
  id,
  kind: z.enum(ORGAN_KINDS),
  name: bilingual.nullable(),
  closedOn: day.nullable(),
  version: z.int(),
  /** Running terms by office, then former ones, the latest first; at most five hundred. */
  terms: z.array(term),
})
export type Organ = z.infer<typeof organ>

export const listOrgans = endpoint({
  id: 'members.listOrgans',
  method: 'GET',
  path: '/api/groups/:id/organs',
  summary: 'The organs of a group, who holds and held which office',
  permission: browseGroups,
  params,
  answer: z.object({ group: z.object({ id, name: bilingual }), rows: z.array(organ) }),
  example: world => ({ params: { id: world.members.groupId } }),
})

export const createOrgan = endpoint({
  id: 'members.createOrgan',
  method: 'POST',
  path: '/api/groups/:id/organs',
  summary: 'Sets an organ of the group up',
  permission: changeOrgans,
  subject: ({ params }) => ({ groupId: params.id }),
  params,
  body: z.object({
    kind: z.enum(ORGAN_KINDS),
    name: z.object({ zh: line(100), en: line(100).nullable() }).nullable(),
  }),
  answer: z.object({ id }),
  example: world => ({
    params: { id: world.members.groupId },
    body: {
      kind: 'working_committee' as const,
      name: { zh: `工作委员会 ${world.members.freshCode()}`, en: null },
    },
  }),
})

export const closeOrgan = endpoint({
  id: 'members.closeOrgan',
  method: 'POST',
  path: '/api/organs/:id/close',
  summary: 'Closes an organ with a day; its running terms end with it',
  permission: changeOrgans,
  params,
  body: z.object({ day, version }),
  answer: 'nothing',
  example: async world => ({
    params: { id: (await world.members.freshOrgan()).id },
    body: { day: '2026-06-30', version: 1 },
    subject: { groupId: world.members.groupId },
  }),
})

const appointment = z.object({
  office: z.enum(OFFICES),
  organisationId: id.nullable(),
  person: line(100).nullable(),
  field: z.object({ zh: line(100), en: line(100).nullable() }).nullable(),
  startsOn: day,
  dueOn: day.nullable(),
  resolution: line(100).nullable(),
})
export type Appointment = z.infer<typeof appointment>

export const appointTo = endpoint({
  id: 'members.appointTo',
  method: 'POST',
  path: '/api/organs/:id/terms',
  summary: 'Gives an office of an organ to an organisation or a person for a term',
  permission: changeOrgans,
  params,
  body: appointment,
  answer: z.object({ id }),
  example: async world => ({
    params: { id: (await world.members.freshOrgan()).id },
    body: {
      ...{ office: 'head' as const, organisationId: world.members.schoolId, person: '示例主任', field: null },
      ...{ startsOn: '2026-01-01', dueOn: '2029-12-31', resolution: '2026-1' },
    },
    subject: { groupId: world.members.groupId },
  }),
})

export const endTerm = endpoint({
  id: 'members.endTerm',
  method: 'POST',
  path: '/api/terms/:id/end',
  summary: 'Ends a term of office; it stays in the history',
  permission: changeOrgans,
  params,
  body: z.object({ day, version }),
  answer: 'nothing',
  example: async world => ({
    params: { id: (await world.members.freshOrgan()).termId },
    body: { day: '2026-06-30', version: 1 },
    subject: { groupId: world.members.groupId },
  }),
})
