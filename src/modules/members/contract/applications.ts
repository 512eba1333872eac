import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, language, line, text } from '#platform/contract/fields.ts'
import { applyForMembership, browseJoining } from '../policy.ts'
import { APPLICATION_STATES, APPLICATION_STEPS } from '../rules/applications.ts'
import { isUscc } from '../rules/uscc.ts'
import { GROUP_KINDS, ORGANISATION_KINDS } from './vocabulary.ts'
import './application-world.ts'

export const DOCUMENTS_MOST = 5
export const DOCUMENT_BYTES = 10 * 1_048_576
export const DOCUMENT_TYPES = ['.pdf', '.jpg', '.jpeg', '.png'] as const

/** What an applicant holds instead of an account: 256 bits, in the part of a link that no server is sent. */
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const fieldList = z.array(line(60)).max(40)

const applicationInput = z.object({
  kind: z.enum(ORGANISATION_KINDS),
  name: z.object({ zh: line(200), en: line(200).nullable() }),
  uscc: z
    .string()
    .length(18)
    .refine(isUscc, { params: { code: 'members.uscc' } }),
  address: line(300),
  fields: z.object({ zh: fieldList, en: fieldList }),
  motivation: text(3000).min(1),
  contact: z.object({ name: line(100), email: z.email().max(254), phone: line(40) }),
})
export type ApplicationInput = z.infer<typeof applicationInput>

export const applicationStep = z.object({
  id,
  kind: z.enum(APPLICATION_STEPS),
  at: instant,
  /** What was asked, answered or given as a reason. */
  note: z.string().nullable(),
  decidedOn: day.nullable(),
  resolution: z.string().nullable(),
})

export const applicationDocument = z.object({ id, name: z.string(), size: z.int(), at: instant })

/** An application as its applicant sees it: no names of the secretariat's people. */
const ownApplication = z.object({
  reference: z.string(),
  state: z.enum(APPLICATION_STATES),
  submittedAt: instant,
  group: z.object({ id, name: bilingual }),
  name: bilingual,
  documents: z.array(applicationDocument),
  steps: z.array(applicationStep),
  /** Lets documents be added for a quarter of an hour; null when none can be. */
  ticket: z.string().nullable(),
})
export type OwnApplication = z.infer<typeof ownApplication>

export const exampleApplication = (uscc: string): ApplicationInput => ({
  kind: 'company',
  name: { zh: '示例动画公司', en: 'Example Animation' },
  uscc,
  address: '示例市示例路 1 号',
  fields: { zh: ['动画'], en: ['Animation'] },
  motivation: '希望与院校共同培养人才。',
  contact: { name: '示例联系人', email: 'contact@example.org', phone: '0411-00000000' },
})

export const getJoining = endpoint({
  id: 'members.getJoining',
  method: 'GET',
  path: '/api/join/:groupId',
  summary: 'What somebody who applies for membership should know of the group',
  permission: browseJoining,
  impersonal: true,
  params: z.object({ groupId: id }),
  answer: z.object({
    id,
    kind: z.enum(GROUP_KINDS),
    name: bilingual,
    summary: bilingual.nullable(),
    members: z.int(),
  }),
  example: world => ({ params: { groupId: world.members.groupId } }),
})

export const apply = endpoint({
  id: 'members.apply',
  method: 'POST',
  path: '/api/join/:groupId/applications',
  summary: 'Applies for membership; sent again with the same `attempt`, it is the same application',
  permission: applyForMembership,
  secret: true,
  limit: 5,
  params: z.object({ groupId: id }),
  body: applicationInput.extend({ attempt: id, consent: z.literal(true), language }),
  answer: z.object({ reference: z.string(), token }),
  example: world => ({
    params: { groupId: world.members.groupId },
    body: {
      ...exampleApplication(world.applications.freshUscc()),
      ...{ attempt: world.applications.freshId(), consent: true as const, language: 'zh' as const },
    },
  }),
})

export const readOwnApplication = endpoint({
  id: 'members.readOwnApplication',
  method: 'POST',
  path: '/api/applications/mine',
  summary: 'How an application stands, for whoever has its link',
  permission: applyForMembership,
  secret: true,
  limit: 60,
  body: z.object({ token }),
  answer: ownApplication,
  example: async world => ({ body: { token: (await world.applications.fresh('submitted')).token } }),
})

export const addApplicationDocument = endpoint({
  id: 'members.addApplicationDocument',
  method: 'POST',
  path: '/api/applications/mine/documents',
  summary: 'Adds a document to an application: PDF, JPEG or PNG, at most 10 MB, at most five',
  permission: applyForMembership,
  secret: true,
  limit: 10,
  query: z.object({ name: line(255), ticket: z.string().max(200) }),
  upload: { maxBytes: DOCUMENT_BYTES },
  answer: z.object({ id }),
  example: async world => ({
    query: { name: '执照.pdf', ticket: (await world.applications.fresh('submitted')).ticket },
    upload: new TextEncoder().encode('%PDF-1.4\n'),
  }),
})

export const completeApplication = endpoint({
  id: 'members.completeApplication',
  method: 'POST',
  path: '/api/applications/mine/complete',
  summary: 'Answers what the secretariat asked for and hands the application back to it',
  permission: applyForMembership,
  secret: true,
  limit: 20,
  body: z.object({ token, note: text(3000).min(1) }),
  answer: 'nothing',
  example: async world => ({
    body: { token: (await world.applications.fresh('incomplete')).token, note: '已补充执照。' },
  }),
})

export const withdrawApplication = endpoint({
  id: 'members.withdrawApplication',
  method: 'POST',
  path: '/api/applications/mine/withdraw',
  summary: 'Takes an application back before it is decided',
  permission: applyForMembership,
  secret: true,
  limit: 20,
  body: z.object({ token, note: text(3000).nullable() }),
  answer: 'nothing',
  example: async world => ({
    body: { token: (await world.applications.fresh('submitted')).token, note: null },
  }),
})
