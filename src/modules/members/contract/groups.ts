import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id } from '#platform/contract/fields.ts'
import { browseGroups } from '../policy.ts'
import { GROUP_KINDS, ORGANISATION_KINDS, POSITIONS } from './vocabulary.ts'
import './world.ts'

const groupRow = z.object({
  id,
  kind: z.enum(GROUP_KINDS),
  name: bilingual,
  region: bilingual.nullable(),
  members: z.int(),
})
export type GroupRow = z.infer<typeof groupRow>

const groupMember = z.object({
  membershipId: id,
  position: z.enum(POSITIONS),
  number: z.string().nullable(),
  startsOn: day,
  organisation: z.object({
    id,
    kind: z.enum(ORGANISATION_KINDS),
    name: bilingual,
    region: bilingual.nullable(),
  }),
})
const group = groupRow.extend({
  summary: bilingual.nullable(),
  sectors: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  foundedOn: day.nullable(),
  timeZone: z.string(),
  version: z.int(),
  /** Today's members, the approving authority included, by position and then by name. */
  list: z.array(groupMember),
})
export type Group = z.infer<typeof group>

export const listGroups = endpoint({
  id: 'members.listGroups',
  method: 'GET',
  path: '/api/groups',
  summary: 'The groups of this platform',
  permission: browseGroups,
  scope: 'organisations.read',
  impersonal: true,
  answer: z.object({ rows: z.array(groupRow) }),
  example: () => ({}),
})

export const getGroup = endpoint({
  id: 'members.getGroup',
  method: 'GET',
  path: '/api/groups/:id',
  summary: 'One group with its members by position',
  permission: browseGroups,
  scope: 'organisations.read',
  impersonal: true,
  params: z.object({ id }),
  answer: group,
  example: world => ({ params: { id: world.members.groupId } }),
})
