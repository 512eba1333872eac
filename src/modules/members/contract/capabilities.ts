import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, oneLine, text } from '#platform/contract/fields.ts'
import { browseOrganisations, changeCapability } from '../policy.ts'
import { CAPABILITY_KINDS, DIRECTIONS } from '../rules/capabilities.ts'
import './network-world.ts'
import './world.ts'

const version = z.int().min(1)
const params = z.object({ id })

const capability = z.object({
  id,
  direction: z.enum(DIRECTIONS),
  kind: z.enum(CAPABILITY_KINDS),
  title: bilingual,
  note: bilingual.nullable(),
  validUntil: day.nullable(),
  version: z.int(),
})
export type Capability = z.infer<typeof capability>

const input = z.object({
  direction: z.enum(DIRECTIONS),
  kind: z.enum(CAPABILITY_KINDS),
  title: z.object({ zh: oneLine(120), en: oneLine(200).nullable() }),
  note: z.object({ zh: text(2000).min(1), en: text(4000).min(1).nullable() }).nullable(),
  validUntil: day.nullable(),
})
export type CapabilityInput = z.infer<typeof input>

const example: CapabilityInput = {
  ...{ direction: 'offered', kind: 'practice_base', validUntil: null },
  title: { zh: '动作捕捉棚空档期', en: 'Motion-capture stage between projects' },
  note: null,
}

export const listCapabilities = endpoint({
  id: 'members.listCapabilities',
  method: 'GET',
  path: '/api/organisations/:id/capabilities',
  summary: 'What an organisation offers and seeks; what has expired stands last',
  permission: browseOrganisations,
  scope: 'organisations.read',
  impersonal: true,
  params,
  /** At most two hundred. */
  answer: z.object({ rows: z.array(capability) }),
  example: world => ({ params: { id: world.members.schoolId } }),
})

export const addCapability = endpoint({
  id: 'members.addCapability',
  method: 'POST',
  path: '/api/organisations/:id/capabilities',
  summary: 'Says what the organisation offers or seeks',
  permission: changeCapability,
  subject: ({ params }) => ({ organisationId: params.id }),
  params,
  body: input,
  answer: z.object({ id }),
  example: world => ({ params: { id: world.members.schoolId }, body: example }),
})

export const changeCapabilityText = endpoint({
  id: 'members.changeCapability',
  method: 'PUT',
  path: '/api/capabilities/:id',
  summary: 'Changes what is offered or sought',
  permission: changeCapability,
  params,
  body: input.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async world => ({
    params: { id: (await world.network.freshCapability()).id },
    body: { ...example, version: 1 },
    subject: { organisationId: world.members.schoolId },
  }),
})

export const removeCapability = endpoint({
  id: 'members.removeCapability',
  method: 'POST',
  path: '/api/capabilities/:id/remove',
  summary: 'Takes off what is no longer offered or sought',
  permission: changeCapability,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async world => ({
    params: { id: (await world.network.freshCapability()).id },
    body: { version: 1 },
    subject: { organisationId: world.members.schoolId },
  }),
})
