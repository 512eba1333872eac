import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, oneLine } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  browseDirectory,
  createPerson as createPersonPermission,
  exportPeople as exportPeoplePermission,
  listPeople as listPeoplePermission,
  type PersonFacts,
  readMine,
  readPerson,
} from '../policy.ts'
import { PEOPLE_SORTS, RELATIONS } from './vocabulary.ts'
import './world.ts'
import type { World } from '#platform/contract/endpoint.ts'

const role = z.enum(ROLES)
const position = z.object({ zh: oneLine(100), en: oneLine(100).nullable() }).nullable()
const shortOrganisation = z.object({ id, name: bilingual })

const personRow = z.object({
  id,
  name: z.string(),
  nameLatin: z.string().nullable(),
  number: z.string().nullable(),
  role,
  position: bilingual.nullable(),
  class: z.object({ id, name: z.string() }).nullable(),
  startsOn: day,
  endsOn: day.nullable(),
  listed: z.boolean(),
  /** Whether a person has joined it to their account. */
  claimed: z.boolean(),
})
export type PersonRow = z.infer<typeof personRow>

const relative = z.object({ id, name: z.string(), relation: z.enum(RELATIONS), endsOn: day.nullable() })

const person = personRow.extend({
  version: z.int(),
  organisation: shortOrganisation,
  /** For administrators, the person and a minor's guardians; null for everyone else. */
  contact: z
    .object({
      email: z.string().nullable(),
      phone: z.string().nullable(),
      birthDate: day.nullable(),
      externalId: z.string().nullable(),
    })
    .nullable(),
  guardians: z.array(relative),
  children: z.array(relative),
  /** The same person's other entries: in this organisation, and everywhere for the person. */
  others: z.array(
    z.object({ id, role, organisation: shortOrganisation, startsOn: day, endsOn: day.nullable() }),
  ),
  /** Newest first; for administrators. */
  history: z.array(z.object({ at: instant, action: z.string(), by: z.string().nullable() })),
})
export type Person = z.infer<typeof person>

/** What may be asked of the list, of its counts and of its export alike. */
const filters = {
  role: role.optional(),
  class: id.optional(),
  state: z.enum(['active', 'ended', 'all']).default('active'),
  q: z.string().trim().max(100).optional(),
}
export type PeopleFilters = z.output<z.ZodObject<typeof filters>>

export const personInput = z.object({
  name: oneLine(100),
  number: oneLine(40).nullable(),
  externalId: oneLine(100).nullable(),
  classId: id.nullable(),
  position,
  email: z.email().max(254).nullable(),
  phone: z
    .string()
    .trim()
    .regex(/^[+\d][\d ()-]{2,38}$/)
    .nullable(),
  birthDate: day.nullable(),
  listed: z.boolean(),
  startsOn: day,
})
export type PersonInput = z.infer<typeof personInput>

export const listPeople = endpoint({
  id: 'members.listPeople',
  method: 'GET',
  path: '/api/people',
  summary: "The people of the viewer's own organisation",
  permission: listPeoplePermission,
  scope: 'people.read',
  query: z.object({ ...filters, sort: z.enum(PEOPLE_SORTS).default('name'), ...pageQuery }),
  answer: page(personRow),
  example: world => ({ query: { role: 'student', class: world.members.classId, q: 'lin', sort: 'number' } }),
})

export const countPeople = endpoint({
  id: 'members.countPeople',
  method: 'GET',
  path: '/api/people/facets',
  summary: 'How many people each filter would leave',
  permission: listPeoplePermission,
  scope: 'people.read',
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    roles: z.array(z.object({ value: role, count: z.int() })),
    states: z.array(z.object({ value: z.enum(['active', 'ended', 'all']), count: z.int() })),
  }),
  example: () => ({ query: { role: 'student' } }),
})

export const exportPeople = endpoint({
  id: 'members.exportPeople',
  method: 'GET',
  path: '/api/people/export',
  summary: "The organisation's people as a spreadsheet that the import takes back",
  permission: exportPeoplePermission,
  scope: 'people.read',
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { role: 'student', format: 'csv' } }),
})

/** The facts about the example's student that the policy asks for. */
export const studentFacts = ({ members }: World): PersonFacts => ({
  organisationId: members.schoolId,
  personId: members.studentPersonId,
  listed: false,
  ended: false,
  groupIds: members.schoolGroupIds,
  neighbourIds: members.neighbourIds,
  guardianIds: [members.guardianPersonId],
})

export const getPerson = endpoint({
  id: 'members.getPerson',
  method: 'GET',
  path: '/api/people/:id',
  summary: 'One person as one organisation knows them',
  permission: readPerson,
  scope: 'people.read',
  params: z.object({ id }),
  answer: person,
  example: world => ({ params: { id: world.members.studentId }, subject: studentFacts(world) }),
})

export const examplePerson: PersonInput = {
  name: '林示例',
  number: null,
  externalId: null,
  classId: null,
  position: null,
  email: 'lin@example.org',
  phone: '+86 138 0000 0000',
  birthDate: null,
  listed: false,
  startsOn: '2025-09-01',
}

export const createPerson = endpoint({
  id: 'members.createPerson',
  method: 'POST',
  path: '/api/people',
  summary: "Enters a person into the viewer's own organisation",
  permission: createPersonPermission,
  body: personInput.extend({ role }),
  answer: z.object({ id }),
  example: world => ({ body: { ...examplePerson, role: 'mentor', number: world.members.freshCode() } }),
})

const directoryRow = z.object({
  id,
  name: z.string(),
  nameLatin: z.string().nullable(),
  role,
  position: bilingual.nullable(),
  organisation: shortOrganisation,
})
export type DirectoryRow = z.infer<typeof directoryRow>

export const listDirectory = endpoint({
  id: 'members.listDirectory',
  method: 'GET',
  path: '/api/directory',
  summary: 'Staff whom the members of the same groups have listed for each other',
  permission: browseDirectory,
  query: z.object({
    q: z.string().trim().max(100).optional(),
    organisation: id.optional(),
    role: role.optional(),
    ...pageQuery,
  }),
  answer: page(directoryRow),
  example: world => ({ query: { organisation: world.members.schoolId } }),
})

const ownRow = z.object({
  id,
  role,
  name: z.string(),
  number: z.string().nullable(),
  class: z.object({ id, name: z.string() }).nullable(),
  organisation: shortOrganisation,
  group: shortOrganisation.nullable(),
  startsOn: day,
  endsOn: day.nullable(),
})

export const listMine = endpoint({
  id: 'members.listMine',
  method: 'GET',
  path: '/api/me/affiliations',
  summary: "The viewer's own entries, and those of their minor children",
  permission: readMine,
  answer: z.object({ own: z.array(ownRow), children: z.array(ownRow) }),
  example: () => ({}),
})
