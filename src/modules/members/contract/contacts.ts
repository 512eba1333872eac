import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, oneLine } from '#platform/contract/fields.ts'
import { answerContact as answerPermission, browseContacts, keepContacts, readMine } from '../policy.ts'
import './network-world.ts'
import './world.ts'

const version = z.int().min(1)
const params = z.object({ id })
export const CONTACT_AUDIENCES = ['members', 'public'] as const
const audience = z.enum(CONTACT_AUDIENCES)
const state = z.enum(['asked', 'agreed', 'declined', 'withdrawn', 'removed', 'left'])

const contact = z.object({
  id,
  organisation: z.object({ id, name: bilingual }),
  name: z.string(),
  nameLatin: z.string().nullable(),
  position: bilingual.nullable(),
  purpose: bilingual,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  audience,
})
export type Contact = z.infer<typeof contact>

export const listContacts = endpoint({
  id: 'members.listContacts',
  method: 'GET',
  path: '/api/contacts',
  summary:
    "People who agreed to be an organisation's contacts; of a group, those of its organiser and chair unit",
  permission: browseContacts,
  query: z.object({ organisation: id.optional(), group: id.optional() }),
  answer: z.object({ rows: z.array(contact) }),
  example: world => ({ query: { organisation: world.members.schoolId } }),
})

const keptContact = z.object({
  id,
  affiliationId: id,
  name: z.string(),
  purpose: bilingual,
  state,
  audience: audience.nullable(),
  version: z.int(),
})
export type KeptContact = z.infer<typeof keptContact>

export const listKeptContacts = endpoint({
  id: 'members.listKeptContacts',
  method: 'GET',
  path: '/api/organisations/:id/contacts',
  summary: 'Whom the organisation asked, and what they answered',
  permission: keepContacts,
  subject: ({ params }) => ({ organisationId: params.id }),
  params,
  answer: z.object({ rows: z.array(keptContact) }),
  example: world => ({ params: { id: world.members.schoolId } }),
})

export const askContact = endpoint({
  id: 'members.askContact',
  method: 'POST',
  path: '/api/organisations/:id/contacts',
  summary: 'Asks somebody of the organisation to be shown as a contact; they decide in their own account',
  permission: keepContacts,
  subject: ({ params }) => ({ organisationId: params.id }),
  params,
  body: z.object({
    affiliationId: id,
    purpose: z.object({ zh: oneLine(100), en: oneLine(200).nullable() }),
  }),
  answer: z.object({ id }),
  example: async world => ({
    params: { id: world.members.schoolId },
    body: {
      affiliationId: await world.network.freshStaff(),
      purpose: { zh: '学生实习', en: 'Internships' },
    },
  }),
})

export const removeContact = endpoint({
  id: 'members.removeContact',
  method: 'POST',
  path: '/api/contacts/:id/remove',
  summary: 'Shows somebody no longer, or takes the question back',
  permission: keepContacts,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async world => ({
    params: { id: (await world.network.freshAsked()).id },
    body: { version: 1 },
    subject: { organisationId: world.members.schoolId },
  }),
})

const ownContact = z.object({
  id,
  organisation: z.object({ id, name: bilingual }),
  purpose: bilingual,
  askedBy: z.string(),
  state,
  audience: audience.nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** What the organisation has on file, offered as a start. */
  onFile: z.object({ email: z.string().nullable(), phone: z.string().nullable() }),
  answeredAt: z.string().nullable(),
  version: z.int(),
})
export type OwnContact = z.infer<typeof ownContact>

export const listOwnContacts = endpoint({
  id: 'members.listOwnContacts',
  method: 'GET',
  path: '/api/my/contacts',
  summary: 'Where one was asked to be a contact, and is shown as one',
  permission: readMine,
  answer: z.object({ rows: z.array(ownContact) }),
  example: () => ({}),
})

export const answerContact = endpoint({
  id: 'members.answerContact',
  method: 'POST',
  path: '/api/contacts/:id/answer',
  summary: 'Agrees to be shown as a contact, declines, or withdraws',
  permission: answerPermission,
  params,
  body: z.object({
    answer: z.enum(['agree', 'decline', 'withdraw']),
    audience: audience.nullable(),
    email: z.email().max(254).nullable(),
    phone: oneLine(40).nullable(),
    version,
  }),
  answer: z.object({ version: z.int() }),
  example: async world => ({
    params: { id: (await world.network.ownAsked()).id },
    body: {
      answer: 'agree' as const,
      audience: 'members' as const,
      email: 'a@example.org',
      phone: null,
      version: 1,
    },
    subject: { personId: world.account.personId },
  }),
})
