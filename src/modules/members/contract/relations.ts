import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, oneLine } from '#platform/contract/fields.ts'
import {
  answerRelation as answerPermission,
  browseOrganisations,
  endRelation as endPermission,
  enterRelation as enterPermission,
  proposeRelation as proposePermission,
  withdrawRelation as withdrawPermission,
} from '../policy.ts'
import { AGREED_KINDS, GROUP_WIDE_KINDS, RELATION_KINDS, RELATION_STATES } from '../rules/relations.ts'
import './network-world.ts'
import { ORGANISATION_KINDS } from './vocabulary.ts'
import './world.ts'

const version = z.int().min(1)
const params = z.object({ id })
const note = z.object({ zh: oneLine(500), en: oneLine(1000).nullable() }).nullable()

/** More would be a picture nobody reads: then the page asks for a group or a kind. */
export const NETWORK_MOST = 400

const node = z.object({
  id,
  kind: z.enum(ORGANISATION_KINDS),
  name: bilingual,
  short: bilingual.nullable(),
})
const edge = z.object({
  id,
  kind: z.enum(RELATION_KINDS),
  from: id,
  to: id,
  startsOn: day,
  endsOn: day.nullable(),
  note: bilingual.nullable(),
})
export type NetworkNode = z.infer<typeof node>
export type NetworkEdge = z.infer<typeof edge>

export const getNetwork = endpoint({
  id: 'members.getNetwork',
  method: 'GET',
  path: '/api/network',
  summary: 'Who works with whom on a day: organisations and the confirmed relations between them',
  permission: browseOrganisations,
  scope: 'organisations.read',
  impersonal: true,
  query: z.object({
    group: id.optional(),
    /** Relations with one side of this kind at least. */
    kind: z.enum(ORGANISATION_KINDS).optional(),
    relation: z.enum(RELATION_KINDS).optional(),
    on: day.optional(),
  }),
  answer: z.object({
    nodes: z.array(node),
    edges: z.array(edge),
    /** How many relations each kind has under the other filters. */
    relations: z.array(z.object({ value: z.enum(RELATION_KINDS), count: z.int() })),
    /** The first year of any relation. */
    since: z.int().nullable(),
    more: z.boolean(),
  }),
  example: world => ({ query: { group: world.members.groupId } }),
})

const relation = z.object({
  id,
  kind: z.enum(RELATION_KINDS),
  /** Whether the asked organisation is the one the relation goes out from. */
  outgoing: z.boolean(),
  other: z.object({ id, kind: z.enum(ORGANISATION_KINDS), name: bilingual }),
  group: z.object({ id, name: bilingual }).nullable(),
  state: z.enum(RELATION_STATES),
  proposedBy: id.nullable(),
  startsOn: day,
  endsOn: day.nullable(),
  note: bilingual.nullable(),
  version: z.int(),
})
export type Relation = z.infer<typeof relation>

export const listRelations = endpoint({
  id: 'members.listRelations',
  method: 'GET',
  path: '/api/organisations/:id/relations',
  summary: 'Whom an organisation works with and worked with; proposals are seen by the two sides',
  permission: browseOrganisations,
  params,
  /** At most three hundred, running ones first. */
  answer: z.object({ rows: z.array(relation) }),
  example: world => ({ params: { id: world.members.schoolId } }),
})

export const proposeRelation = endpoint({
  id: 'members.proposeRelation',
  method: 'POST',
  path: '/api/relations',
  summary: 'Proposes a relation with another organisation, which then confirms it',
  permission: proposePermission,
  body: z.object({ kind: z.enum(AGREED_KINDS), otherId: id, startsOn: day, note }),
  answer: z.object({ id }),
  example: async world => ({
    body: {
      ...{ kind: 'partner_of' as const, startsOn: '2026-01-01', note: null },
      otherId: (await world.members.freshMember()).organisation.id,
    },
  }),
})

export const answerRelation = endpoint({
  id: 'members.answerRelation',
  method: 'POST',
  path: '/api/relations/:id/answer',
  summary: 'Confirms or declines what another organisation proposed',
  permission: answerPermission,
  params,
  body: z.object({ confirm: z.boolean(), version }),
  answer: z.object({ version: z.int() }),
  example: async world => {
    const { id, otherId } = await world.network.freshRelation('other')
    return {
      params: { id },
      body: { confirm: true, version: 1 },
      subject: { sides: [world.members.schoolId, otherId], proposedBy: otherId },
    }
  },
})

export const withdrawRelation = endpoint({
  id: 'members.withdrawRelation',
  method: 'POST',
  path: '/api/relations/:id/withdraw',
  summary: 'Takes a proposal back',
  permission: withdrawPermission,
  params,
  body: z.object({ version }),
  answer: z.object({ version: z.int() }),
  example: async world => ({
    params: { id: (await world.network.freshRelation('school')).id },
    body: { version: 1 },
    subject: { proposedBy: world.members.schoolId },
  }),
})

export const endRelation = endpoint({
  id: 'members.endRelation',
  method: 'POST',
  path: '/api/relations/:id/end',
  summary: 'Ends a relation with a day; it stays in the history',
  permission: endPermission,
  params,
  body: z.object({ day, version }),
  answer: z.object({ version: z.int() }),
  example: async world => {
    const { id, otherId } = await world.network.freshRelation('other', 'confirmed')
    return {
      params: { id },
      body: { day: '2026-06-30', version: 1 },
      subject: { sides: [world.members.schoolId, otherId], groupId: null },
    }
  },
})

export const enterRelation = endpoint({
  id: 'members.enterRelation',
  method: 'POST',
  path: '/api/groups/:id/relations',
  summary: 'Enters who leads and who supervises whom in a group',
  permission: enterPermission,
  subject: ({ params }) => ({ groupId: params.id }),
  params,
  body: z.object({ kind: z.enum(GROUP_WIDE_KINDS), fromId: id, toId: id, startsOn: day, note }),
  answer: z.object({ id }),
  example: async world => ({
    params: { id: world.members.groupId },
    body: {
      ...{ kind: 'lead_of' as const, fromId: world.members.schoolId, startsOn: '2026-01-01', note: null },
      toId: (await world.members.freshMember()).organisation.id,
    },
  }),
})
