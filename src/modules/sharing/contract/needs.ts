import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, LANGUAGES, oneLine, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  answerNeed as answerPermission,
  browse,
  createNeed as createPermission,
  keepNeed,
  readNeed,
} from '../policy.ts'
import { REASONS } from '../rules/needs.ts'
import { FEE_BASES, MOST_WORDS, NEED_STATES, OFFER_KINDS, PAID } from '../rules/vocabulary.ts'
import { clock, dayOfOurs, organisationName, params, version } from './offers.ts'
import './world.ts'

const weekday = z.int().min(1).max(7)

const needFields = {
  kind: z.enum(OFFER_KINDS),
  title: z.object({ zh: oneLine(200), en: oneLine(200).nullable() }),
  text: z.object({ zh: text(4000), en: text(6000).min(1).nullable() }),
  /** What it has to be or have: one of them has to be found in an offer. */
  words: z.array(oneLine(40)).max(MOST_WORDS),
  people: z.int().min(1).max(10_000),
  units: z.int().min(1).max(10_000),
  languages: z.array(z.enum(LANGUAGES)).min(1).max(2),
  pays: z.array(z.enum(PAID)).max(2),
  mostKm: z.int().min(1).max(5000).nullable(),
  weekdays: z.array(weekday).min(1).max(7),
  ...{ fromDay: dayOfOurs, untilDay: dayOfOurs, from: clock, until: clock },
  /** How long each time. */
  minutes: z.int().min(5).max(1440),
}
const needInput = z.object(needFields)
export type NeedInput = z.infer<typeof needInput>

const row = z.object({
  id,
  kind: z.enum(OFFER_KINDS),
  state: z.enum(NEED_STATES),
  title: bilingual,
  organisation: organisationName,
  region: bilingual.nullable(),
  people: z.int(),
  ...{ weekdays: z.array(weekday), fromDay: day, untilDay: day, from: clock, until: clock },
  /** How many published offers are known to meet it, as far as the viewer may know: own ones, or all for the own need. */
  matches: z.int(),
  answers: z.int(),
})
export type NeedRow = z.infer<typeof row>

export const NEEDS_OF = ['own', 'fitting'] as const
const filters = {
  kind: z.enum(OFFER_KINDS).optional(),
  state: z.enum(NEED_STATES).optional(),
  /** Those of the own organisation, or those that one of its offers meets. */
  whose: z.enum(NEEDS_OF).optional(),
  q: z.string().trim().max(100).optional(),
}
export type NeedFilters = z.infer<z.ZodObject<typeof filters>>

export const listNeeds = endpoint({
  id: 'sharing.listNeeds',
  method: 'GET',
  path: '/api/needs',
  summary: 'What members look for, the newest first',
  permission: browse,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(row),
  example: () => ({ query: { state: 'open', q: 'dongbu' } }),
})

const count = z.object({ value: z.string(), count: z.int() })

export const countNeeds = endpoint({
  id: 'sharing.countNeeds',
  method: 'GET',
  path: '/api/needs/facets',
  summary: 'How many needs each filter would leave',
  permission: browse,
  query: z.object(filters),
  answer: z.object({
    ...{ total: z.int(), kinds: z.array(count), states: z.array(count), whose: z.array(count) },
  }),
  example: () => ({ query: {} }),
})

export const exportNeeds = endpoint({
  id: 'sharing.exportNeeds',
  method: 'GET',
  path: '/api/needs/export',
  summary: 'The list of needs as a spreadsheet',
  permission: browse,
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' } }),
})

const reason = z.object({
  code: z.enum(REASONS),
  holds: z.boolean(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
const match = z.object({
  offer: z.object({ id, title: bilingual, organisation: organisationName }),
  km: z.int().nullable(),
  atOnce: z.boolean(),
  ...{ feeBasis: z.enum(FEE_BASES), feeAmount: z.int() },
  fits: z.boolean(),
  reasons: z.array(reason),
  /** The days on which it can be had, all at the same time. */
  days: z.array(day),
  from: clock.nullable(),
  until: clock.nullable(),
})
export type NeedMatch = z.infer<typeof match>

const answer = z.object({
  id,
  offerId: id,
  title: bilingual,
  organisation: organisationName,
  note: z.string(),
  declined: z.string().nullable(),
  createdAt: instant,
  version: z.int(),
})
export type NeedAnswer = z.infer<typeof answer>

const need = z.object({
  ...{ id, state: z.enum(NEED_STATES), version: z.int(), createdAt: instant, closedAt: instant.nullable() },
  ...needFields,
  ...{ title: bilingual, text: bilingual, organisation: organisationName },
  metBy: z.object({ id, title: bilingual }).nullable(),
  facts: z.object({ organisationId: id, affiliationId: id.nullable() }),
  /** For whoever looks, the offers that meet it or all but do; for another member's administrators, their own of them. */
  matches: z.array(match),
  answers: z.array(answer),
})
export type Need = z.infer<typeof need>

export const getNeed = endpoint({
  id: 'sharing.getNeed',
  method: 'GET',
  path: '/api/needs/:id',
  summary: 'One need with the offers that meet it and why, and what was put forward',
  permission: readNeed,
  params,
  answer: need,
  example: async ({ sharing }) => {
    const made = await sharing.need()
    return { params: { id: made.id }, subject: made.facts }
  },
})

const EXAMPLE = {
  ...{ kind: 'room', title: { zh: '三十人的动捕棚', en: 'A motion-capture stage for 30' } },
  ...{ text: { zh: '秋季学期每周二下午，角色动画课。', en: null }, words: ['动捕'], people: 30, units: 1 },
  ...{ languages: ['zh'], pays: ['points'], mostKm: 30, weekdays: [2], from: '13:00', until: '17:00' },
  minutes: 120,
} satisfies Omit<NeedInput, 'fromDay' | 'untilDay'>

export const createNeed = endpoint({
  id: 'sharing.createNeed',
  method: 'POST',
  path: '/api/needs',
  summary: 'Says what the own organisation looks for; owners of offers that meet it are told',
  permission: createPermission,
  limit: 30,
  body: needInput,
  answer: z.object({ id }),
  example: ({ sharing }) => {
    const { fromDay, untilDay } = sharing.weeks()
    return { body: { ...EXAMPLE, fromDay, untilDay } }
  },
})

export const updateNeed = endpoint({
  id: 'sharing.updateNeed',
  method: 'PUT',
  path: '/api/needs/:id',
  summary: 'Changes an open need, and looks again for what meets it',
  permission: keepNeed,
  params,
  body: needInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.need()
    const { fromDay, untilDay } = sharing.weeks()
    return {
      params: { id: made.id },
      body: { ...EXAMPLE, fromDay, untilDay, version: made.version },
      subject: made.facts,
    }
  },
})

export const closeNeed = endpoint({
  id: 'sharing.closeNeed',
  method: 'POST',
  path: '/api/needs/:id/close',
  summary: 'Closes an open need: met, by one of the offers or otherwise, or not looked for any more',
  permission: keepNeed,
  params,
  body: z.object({ outcome: z.enum(['met', 'withdrawn']), offerId: id.nullable(), version }),
  answer: z.object({ version: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.need()
    return {
      params: { id: made.id },
      body: { outcome: 'met', offerId: null, version: made.version },
      subject: made.facts,
    }
  },
})

export const answerNeed = endpoint({
  id: 'sharing.answerNeed',
  method: 'POST',
  path: '/api/needs/:id/answers',
  summary: 'Puts one of the own published offers forward',
  permission: answerPermission,
  params,
  body: z.object({ offerId: id, note: text(1000) }),
  answer: z.object({ id }),
  example: async ({ sharing }) => {
    const made = await sharing.need()
    return {
      params: { id: made.id },
      body: { offerId: await sharing.ownOffer(), note: '周二下午可以。' },
      subject: made.facts,
    }
  },
})

export const passNeed = endpoint({
  id: 'sharing.passNeed',
  method: 'POST',
  path: '/api/needs/:id/pass',
  summary: 'Leaves a need to others: it is off the own desk',
  permission: answerPermission,
  params,
  answer: 'nothing',
  example: async ({ sharing }) => {
    const made = await sharing.need()
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const declineAnswer = endpoint({
  id: 'sharing.declineAnswer',
  method: 'POST',
  path: '/api/needs/:id/answers/:answerId/decline',
  summary: 'Says why what was put forward is not what is looked for',
  permission: keepNeed,
  params: z.object({ id, answerId: id }),
  body: z.object({ reason: text(1000).min(1), version }),
  answer: 'nothing',
  example: async ({ sharing }) => {
    const made = await sharing.need()
    return {
      params: { id: made.id, answerId: made.answerId },
      body: { reason: '人数不够。', version: 1 },
      subject: made.facts,
    }
  },
})
