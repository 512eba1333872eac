import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, instant, line } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  answerCorrection as answerPermission,
  askCorrection as askPermission,
  decideDuty,
  keepEntries,
  ownCorrection,
  ownData,
} from '../policy.privacy.ts'
import { CORRECTED_FIELDS } from '../rules/privacy.ts'
import { place } from './privacy.ts'
import './privacy-world.ts'

const params = z.object({ id })
const version = z.int().min(1)
const STATES = ['open', 'accepted', 'refused', 'withdrawn'] as const

const correction = z.object({
  id,
  affiliationId: id,
  organisation: place,
  /** The entry's name as its organisation writes it today. */
  entry: z.string().nullable(),
  field: z.enum(CORRECTED_FIELDS),
  /** What stands there today; null where nothing does. */
  current: z.string().nullable(),
  wanted: z.string().nullable(),
  reason: z.string().nullable(),
  state: z.enum(STATES),
  dueOn: day,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  createdAt: instant,
  version: z.int(),
})
export type Correction = z.infer<typeof correction>

const filters = {
  /** Name of whose entry it is, in characters, pinyin or initials, or the number. */
  q: line(100).optional(),
  state: z.enum(STATES).optional(),
  field: z.enum(CORRECTED_FIELDS).optional(),
}
export type CorrectionFilters = { [K in keyof typeof filters]?: z.output<(typeof filters)[K]> }

export const listMyCorrections = endpoint({
  id: 'members.listMyCorrections',
  method: 'GET',
  path: '/api/me/corrections',
  summary: 'What the viewer asked to have put right, and for their minor children; the latest fifty',
  permission: ownData,
  answer: z.object({ rows: z.array(correction) }),
  example: () => ({}),
})

export const askCorrection = endpoint({
  id: 'members.askCorrection',
  method: 'POST',
  path: '/api/corrections',
  summary: 'Asks an organisation to put one field of an entry right, or to take a wrongly joined entry back',
  permission: askPermission,
  body: z.object({
    affiliationId: id,
    field: z.enum(CORRECTED_FIELDS),
    wanted: line(254).nullable(),
    reason: line(1000).nullable(),
  }),
  answer: z.object({ id }),
  example: async ({ privacy }) => {
    const { id, personId } = await privacy.ownEntry()
    return {
      body: { affiliationId: id, field: 'phone' as const, wanted: '0411 0000 0000', reason: null },
      subject: { personId, guardianIds: [] },
    }
  },
})

export const withdrawCorrection = endpoint({
  id: 'members.withdrawCorrection',
  method: 'POST',
  path: '/api/corrections/:id/withdraw',
  summary: 'Takes an own open wish back',
  permission: ownCorrection,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ privacy }) => {
    const { id, personId } = await privacy.ownCorrection()
    return { params: { id }, body: { version: 1 }, subject: { personId } }
  },
})

export const listCorrections = endpoint({
  id: 'members.listCorrections',
  method: 'GET',
  path: '/api/corrections',
  summary: "What people ask to have put right in the organisation's entries",
  permission: keepEntries,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(correction),
  example: () => ({ query: { state: 'open' as const, q: 'lin' } }),
})

export const countCorrections = endpoint({
  id: 'members.countCorrections',
  method: 'GET',
  path: '/api/corrections/facets',
  summary: 'How many of these wishes each filter would leave',
  permission: keepEntries,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    states: z.array(z.object({ value: z.enum(STATES), count: z.int() })),
    fields: z.array(z.object({ value: z.enum(CORRECTED_FIELDS), count: z.int() })),
  }),
  example: () => ({ query: { state: 'open' as const } }),
})

export const exportCorrections = endpoint({
  id: 'members.exportCorrections',
  method: 'GET',
  path: '/api/corrections/export',
  summary: 'The same as a spreadsheet',
  permission: keepEntries,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' as const } }),
})

export const answerCorrection = endpoint({
  id: 'members.answerCorrection',
  method: 'POST',
  path: '/api/corrections/:id/answer',
  summary: 'Accepts a wish, which changes the entry, or refuses it with a reason',
  permission: answerPermission,
  params,
  body: z.object({ accept: z.boolean(), answer: line(1000).nullable(), version }),
  answer: 'nothing',
  example: async ({ privacy, members }) => ({
    params: { id: (await privacy.ownCorrection()).id },
    body: { accept: true, answer: null, version: 1 },
    subject: { organisationId: members.schoolId },
  }),
})

const duty = z.object({
  id,
  entry: z.string(),
  number: z.string().nullable(),
  affiliationId: id,
  role: z.enum(ROLES),
  endsOn: day.nullable(),
  keepUntil: day,
  state: z.enum(['open', 'kept', 'erased', 'returned']),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  createdAt: instant,
  version: z.int(),
})
export type ErasureDuty = z.infer<typeof duty>

export const listErasureDuties = endpoint({
  id: 'members.listErasureDuties',
  method: 'GET',
  path: '/api/erasure-duties',
  summary: "Entries of the organisation whose person's account was erased, and what became of them",
  permission: keepEntries,
  query: z.object({ state: z.enum(['open', 'kept', 'erased', 'returned']).optional(), ...pageQuery }),
  answer: page(duty),
  example: () => ({ query: { state: 'open' as const } }),
})

export const decideErasureDuty = endpoint({
  id: 'members.decideErasureDuty',
  method: 'POST',
  path: '/api/erasure-duties/:id/decide',
  summary: 'Keeps such an entry until its day, with the reason, or erases what it says at once',
  permission: decideDuty,
  params,
  body: z.object({ keep: z.boolean(), reason: line(1000).nullable(), version }),
  answer: 'nothing',
  example: async ({ privacy, members }) => ({
    params: { id: await privacy.freshDuty() },
    body: { keep: true, reason: '学籍档案', version: 1 },
    subject: { organisationId: members.schoolId },
  }),
})
