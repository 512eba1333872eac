import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, LANGUAGES, text } from '#platform/contract/fields.ts'
import { settleOne, settle as settlePermission } from '../policy.ts'
import { SETTLEMENT_STATES } from '../rules/vocabulary.ts'
import { dayOfOurs, organisationName, params, version } from './offers.ts'
import './world.ts'

const period = { from: dayOfOurs, until: dayOfOurs }
const amount = z.object({
  ...{ bookings: z.int(), hours: z.number(), personHours: z.number(), fen: z.int(), points: z.int() },
})
const net = amount.omit({ bookings: true }).extend({
  /** Money and points together, points at their agreed worth, in fen. */
  worth: z.int(),
})
const sums = z.object({ given: amount, taken: amount, net })

const line = z.object({
  bookingId: id,
  offerId: id,
  giverId: id,
  day,
  title: bilingual,
  units: z.int(),
  hours: z.number(),
  personHours: z.number(),
  fen: z.int(),
  points: z.int(),
  /** Cancelled too late: it counts as used. */
  late: z.boolean(),
})
export type SettlementLine = z.infer<typeof line>

const state = z.enum(SETTLEMENT_STATES)
const partner = sums.extend({
  organisation: organisationName,
  /** What was drawn up that has a day of the time in it. */
  settlements: z.array(z.object({ id, fromDay: day, untilDay: day, state })),
})
export type StatementPartner = z.infer<typeof partner>

export const readStatement = endpoint({
  id: 'sharing.readStatement',
  method: 'GET',
  path: '/api/sharing/statement',
  summary:
    'What the own organisation gave to each member and took from it between two days, and what is settled',
  permission: settlePermission,
  query: z.object(period),
  answer: z.object({ total: sums, partners: z.array(partner) }),
  example: () => ({ query: { from: '2026-01-01', until: '2026-12-31' } }),
})

export const readStatementLines = endpoint({
  id: 'sharing.readStatementLines',
  method: 'GET',
  path: '/api/sharing/statement/lines',
  summary: 'Every use between the own organisation and another between two days',
  permission: settlePermission,
  query: z.object({ ...period, other: id }),
  answer: z.object({ rows: z.array(line) }),
  example: ({ members }) => ({
    query: { from: '2026-01-01', until: '2026-12-31', other: members.schoolId },
  }),
})

const file = { format: z.enum(['pdf', 'xlsx']), language: z.enum(LANGUAGES) }

export const exportStatement = endpoint({
  id: 'sharing.exportStatement',
  method: 'GET',
  path: '/api/sharing/statement/file',
  summary: 'The statement of the own organisation for a term, line by line, as PDF or Excel',
  permission: settlePermission,
  limit: 30,
  query: z.object({ ...period, ...file }),
  answer: 'file',
  example: () => ({ query: { from: '2026-01-01', until: '2026-12-31', format: 'xlsx', language: 'zh' } }),
})

export const drawSettlement = endpoint({
  id: 'sharing.drawSettlement',
  method: 'POST',
  path: '/api/settlements',
  summary: 'Draws up what two members settle for a term that is over, and confirms it for the own side',
  permission: settlePermission,
  limit: 30,
  body: z.object({ ...period, other: id }),
  answer: z.object({ id }),
  example: async ({ sharing }) => ({ body: await sharing.unsettled() }),
})

const settlement = sums.extend({
  id,
  ...{ fromDay: day, untilDay: day, state, version: z.int() },
  /** What an exchange point between the two counts for, in fen. */
  pointFen: z.int(),
  ...{ own: organisationName, other: organisationName },
  ...{ ownConfirmedAt: instant.nullable(), otherConfirmedAt: instant.nullable() },
  objection: z.string().nullable(),
  objectedBy: id.nullable(),
  lines: z.array(line),
})
export type Settlement = z.infer<typeof settlement>

export const getSettlement = endpoint({
  id: 'sharing.getSettlement',
  method: 'GET',
  path: '/api/settlements/:id',
  summary: 'What two members settle for a term, line by line as it was when it was drawn up',
  permission: settleOne,
  params,
  answer: settlement,
  example: async ({ sharing }) => {
    const made = await sharing.settlement()
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const answerSettlement = endpoint({
  id: 'sharing.answerSettlement',
  method: 'POST',
  path: '/api/settlements/:id/answer',
  summary: 'Confirms it for the own side, says why not, or draws it up anew from what is booked now',
  permission: settleOne,
  params,
  body: z.object({
    answer: z.enum(['confirm', 'object', 'redraw']),
    reason: text(1000).min(1).nullable(),
    version,
  }),
  answer: z.object({ state }),
  example: async ({ sharing }) => {
    const made = await sharing.settlement()
    return {
      params: { id: made.id },
      body: { answer: 'redraw', reason: null, version: made.version },
      subject: made.facts,
    }
  },
})

export const exportSettlement = endpoint({
  id: 'sharing.exportSettlement',
  method: 'GET',
  path: '/api/settlements/:id/file',
  summary: 'One settlement with its lines, as PDF or Excel',
  permission: settleOne,
  limit: 30,
  params,
  query: z.object(file),
  answer: 'file',
  example: async ({ sharing }) => {
    const made = await sharing.settlement()
    return { params: { id: made.id }, query: { format: 'xlsx', language: 'en' }, subject: made.facts }
  },
})
