import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, line, oneLine } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  ownData,
  proposeTransfer as proposePermission,
  receiveTransfer,
  receiveTransfers,
  speakForTransfer,
  startTransfer as startPermission,
} from '../policy.privacy.ts'
import { TRANSFER_STATES } from '../rules/transfers.ts'
import { place } from './privacy.ts'
import './privacy-world.ts'

const params = z.object({ id })
const version = z.int().min(1)
const chosen = z.object({ birthDate: z.boolean(), formerSchool: z.boolean(), formerClass: z.boolean() })
const everything = { birthDate: true, formerSchool: true, formerClass: true }

const ownTransfer = z.object({
  id,
  /** Whose it is: the viewer's own, or a minor child's. */
  forChild: z.boolean(),
  learner: z.string(),
  from: place.nullable(),
  to: place,
  startedBy: z.enum(['person', 'school']),
  state: z.enum(TRANSFER_STATES),
  /** Whether the viewer's yes is what it waits for. */
  mayAgree: z.boolean(),
  sent: z
    .object({
      name: z.string(),
      birthDate: day.nullable(),
      formerSchool: bilingual.nullable(),
      formerClass: z.string().nullable(),
      message: z.string().nullable(),
    })
    .nullable(),
  reason: z.string().nullable(),
  affiliationId: id.nullable(),
  createdAt: instant,
  dueOn: day,
  version: z.int(),
})
export type OwnTransfer = z.infer<typeof ownTransfer>

export const listMyTransfers = endpoint({
  id: 'members.listMyTransfers',
  method: 'GET',
  path: '/api/me/transfers',
  summary: "The viewer's own moves between schools and those of their minor children; the latest fifty",
  permission: ownData,
  answer: z.object({
    rows: z.array(ownTransfer),
    /** Running or former entries as a learner that one may move from; `needsGuardian`: a guardian says yes. */
    entries: z.array(
      z.object({
        id,
        name: z.string(),
        organisation: place,
        className: z.string().nullable(),
        birthDate: day.nullable(),
        forChild: z.boolean(),
        needsGuardian: z.boolean(),
      }),
    ),
  }),
  example: () => ({}),
})

export const listSchools = endpoint({
  id: 'members.listSchools',
  method: 'GET',
  path: '/api/transfers/schools',
  summary: 'Schools and colleges of the groups to which one may move',
  permission: ownData,
  query: z.object({ q: z.string().trim().max(100).optional() }),
  answer: z.object({ rows: z.array(place) }),
  example: () => ({ query: { q: '学院' } }),
})

export const startTransfer = endpoint({
  id: 'members.startTransfer',
  method: 'POST',
  path: '/api/me/transfers',
  summary: 'Says "I am moving to …": sends what was chosen to the new school, or asks the guardian first',
  permission: startPermission,
  body: z.object({
    /** The learner's entry to move from; null for whoever has none. */
    fromAffiliationId: id.nullable(),
    toOrganisationId: id,
    send: chosen,
    message: line(1000).nullable(),
  }),
  answer: z.object({ id, state: z.enum(TRANSFER_STATES) }),
  example: async ({ privacy }) => {
    const { id, personId } = await privacy.ownEntry()
    return {
      body: {
        ...{ fromAffiliationId: id, toOrganisationId: await privacy.freshSchool() },
        ...{ send: everything, message: null },
      },
      subject: { personId, guardianIds: [] },
    }
  },
})

export const agreeToTransfer = endpoint({
  id: 'members.agreeToTransfer',
  method: 'POST',
  path: '/api/me/transfers/:id/agree',
  summary: "Agrees to a proposed move and sends what was chosen; a guardian's to say for a minor",
  permission: speakForTransfer,
  params,
  body: z.object({ send: chosen, message: line(1000).nullable(), version }),
  answer: 'nothing',
  example: async ({ privacy }) => {
    const { id, personId } = await privacy.ownTransfer()
    return {
      params: { id },
      body: { send: everything, message: null, version: 1 },
      subject: { personId, guardianIds: [] },
    }
  },
})

export const stopTransfer = endpoint({
  id: 'members.stopTransfer',
  method: 'POST',
  path: '/api/me/transfers/:id/stop',
  summary: 'Declines a proposed move, or takes a request back that no school has answered',
  permission: speakForTransfer,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ privacy }) => {
    const { id, personId } = await privacy.ownTransfer()
    return { params: { id }, body: { version: 1 }, subject: { personId, guardianIds: [] } }
  },
})

export const proposeTransfer = endpoint({
  id: 'members.proposeTransfer',
  method: 'POST',
  path: '/api/people/:id/transfer',
  summary: "Ends a learner's entry because they move, and proposes the move to the person",
  permission: proposePermission,
  params,
  body: z.object({ toOrganisationId: id, endsOn: day, version }),
  answer: z.object({ version: z.int() }),
  example: async ({ privacy, members }) => ({
    params: { id: await privacy.joinedStudent() },
    body: { toOrganisationId: await privacy.freshSchool(), endsOn: '2026-06-30', version: 1 },
    subject: { organisationId: members.schoolId },
  }),
})

const RECEIVED = ['sent', 'accepted', 'refused'] as const
const request = z.object({
  id,
  state: z.enum(RECEIVED),
  name: z.string(),
  birthDate: day.nullable(),
  formerSchool: bilingual.nullable(),
  formerClass: z.string().nullable(),
  message: z.string().nullable(),
  agreedBy: z.enum(['person', 'guardian']),
  reason: z.string().nullable(),
  answeredBy: z.string().nullable(),
  affiliationId: id.nullable(),
  sentAt: instant,
  dueOn: day,
  version: z.int(),
})
export type TransferRequest = z.infer<typeof request>

const filters = {
  /** Name or former school, in characters, pinyin or initials. */
  q: line(100).optional(),
  state: z.enum(RECEIVED).optional(),
}
export type TransferFilters = { [K in keyof typeof filters]?: z.output<(typeof filters)[K]> }

export const listTransfers = endpoint({
  id: 'members.listTransfers',
  method: 'GET',
  path: '/api/transfers',
  summary: 'Learners who ask to come to the school, with what they chose to send',
  permission: receiveTransfers,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(request),
  example: () => ({ query: { state: 'sent' as const, q: 'lin' } }),
})

export const countTransfers = endpoint({
  id: 'members.countTransfers',
  method: 'GET',
  path: '/api/transfers/facets',
  summary: 'How many of these requests each filter would leave',
  permission: receiveTransfers,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    states: z.array(z.object({ value: z.enum(RECEIVED), count: z.int() })),
  }),
  example: () => ({ query: { state: 'sent' as const } }),
})

export const exportTransfers = endpoint({
  id: 'members.exportTransfers',
  method: 'GET',
  path: '/api/transfers/export',
  summary: 'The same as a spreadsheet',
  permission: receiveTransfers,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' as const } }),
})

export const acceptTransfer = endpoint({
  id: 'members.acceptTransfer',
  method: 'POST',
  path: '/api/transfers/:id/accept',
  summary: 'Takes the learner in with number and class; the entry is joined to the person at once',
  permission: receiveTransfer,
  params,
  body: z.object({ number: oneLine(40).nullable(), classId: id.nullable(), startsOn: day, version }),
  answer: z.object({ affiliationId: id }),
  example: async ({ privacy, members }) => ({
    params: { id: await privacy.sentTransfer() },
    body: { number: members.freshCode(), classId: members.classId, startsOn: '2026-09-01', version: 1 },
    subject: { toOrganisationId: members.schoolId },
  }),
})

export const refuseTransfer = endpoint({
  id: 'members.refuseTransfer',
  method: 'POST',
  path: '/api/transfers/:id/refuse',
  summary: 'Refuses a request with the reason that the person reads',
  permission: receiveTransfer,
  params,
  body: z.object({ reason: line(1000), version }),
  answer: 'nothing',
  example: async ({ privacy, members }) => ({
    params: { id: await privacy.sentTransfer() },
    body: { reason: '名额已满', version: 1 },
    subject: { toOrganisationId: members.schoolId },
  }),
})
