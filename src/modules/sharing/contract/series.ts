import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, text } from '#platform/contract/fields.ts'
import { answerBooking, bookOffer, endBooking, readBooking } from '../policy.ts'
import { MOST_DATES, MOST_PARTS, STATUSES } from '../rules/vocabulary.ts'
import { clock, dayOfOurs, organisationName, params, REFUSALS } from './offers.ts'
import './world.ts'

const weekday = z.int().min(1).max(7)
const units = z.int().min(1).max(10_000)
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

const date = z.object({
  day,
  from: instant,
  until: instant,
  /** The weekday that a moved working day stands for. */
  standsFor: weekday.nullable(),
  state: z.enum(['free', 'left_out', 'holiday', 'moved_away', 'refused']),
  /** Whose classes such a day has. */
  worksAs: weekday.nullable(),
  /** The offer that refuses it, by which rule, and what that rule says. */
  refusal: z
    .object({
      code: z.enum([...REFUSALS, 'term_over', 'term_ahead']),
      offer: bilingual,
      values: z.record(z.string(), z.union([z.number(), z.string()])),
    })
    .nullable(),
})
export type SeriesDate = z.infer<typeof date>

export const planSeries = endpoint({
  id: 'sharing.planSeries',
  method: 'GET',
  path: '/api/offers/:id/series',
  summary: 'Every date of a weekly booking with what would become of it, before anything is booked',
  permission: bookOffer,
  params,
  limit: 120,
  query: z.object({
    ...{ fromDay: dayOfOurs, untilDay: dayOfOurs, from: clock, until: clock },
    /** "2,4" for Tuesdays and Thursdays. */
    weekdays: z.string().regex(/^[1-7](,[1-7]){0,6}$/),
    units: z.coerce.number().int().min(1).max(10_000).default(1),
    /** Other offers for the same times, each as "id*units". */
    with: z
      .string()
      .max(500)
      .regex(new RegExp(`^(${UUID}\\*\\d{1,5}(,(?!$)|$)){1,${MOST_PARTS - 1}}$`))
      .optional(),
    /** Days that are left out. */
    without: z
      .string()
      .max(11 * MOST_DATES)
      .regex(/^(\d{4}-\d{2}-\d{2}(,(?!$)|$))+$/)
      .optional(),
  }),
  answer: z.object({
    dates: z.array(date),
    /** The set that was asked about. */
    offers: z.array(z.object({ id, title: bilingual, owner: bilingual })),
  }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    return { params: { id: made.id }, query: sharing.weeks(), subject: made.facts }
  },
})

const seriesInput = z.object({
  ...{ fromDay: dayOfOurs, untilDay: dayOfOurs, from: clock, until: clock },
  weekdays: z.array(weekday).min(1).max(7),
  /** The dates chosen: all of them or none. */
  days: z.array(day).min(1).max(MOST_DATES),
  units,
  with: z.array(z.object({ offerId: id, units })).max(MOST_PARTS - 1),
  people: z.int().min(1).max(10_000),
  purpose: text(1000).min(1),
  classId: id.nullable(),
  /** An open need of the own organisation that it is for; its first date that is confirmed closes it. */
  needId: id.nullable().default(null),
})
export type SeriesInput = z.infer<typeof seriesInput>

export const bookSeries = endpoint({
  id: 'sharing.bookSeries',
  method: 'POST',
  path: '/api/offers/:id/series',
  summary: 'Books an offer, or several together, for all the chosen dates of a series or none',
  permission: bookOffer,
  params,
  limit: 30,
  body: seriesInput,
  answer: z.object({ id, dates: z.int(), confirmed: z.boolean() }),
  example: async ({ sharing }) => {
    const made = await sharing.offer('published')
    const { weekdays, fromDay, ...rest } = sharing.weeks()
    return {
      params: { id: made.id },
      body: {
        ...{
          ...rest,
          fromDay,
          weekdays: [Number(weekdays)],
          days: [fromDay],
          units: 1,
          with: [],
          people: 20,
        },
        ...{ purpose: '动作捕捉课', classId: null },
      },
      subject: made.facts,
    }
  },
})

const series = z.object({
  id,
  weekdays: z.array(weekday),
  ...{ fromDay: day, untilDay: day, from: clock, until: clock },
  organisation: organisationName,
  byName: z.string(),
  className: z.string().nullable(),
  people: z.int(),
  purpose: z.string(),
  offers: z.array(z.object({ id, title: bilingual, owner: organisationName, units, lateHours: z.int() })),
  dates: z.array(
    z.object({
      id,
      from: instant,
      until: instant,
      status: z.enum(STATUSES),
      late: z.boolean(),
      /** Whether the viewer's organisation has yet to answer it. */
      toAnswer: z.boolean(),
    }),
  ),
  facts: z.object({ organisationId: id, affiliationId: id.nullable(), ownerIds: z.array(id) }),
})
export type Series = z.infer<typeof series>

export const getSeries = endpoint({
  id: 'sharing.getSeries',
  method: 'GET',
  path: '/api/booking-series/:id',
  summary: 'A series with its dates',
  permission: readBooking,
  params,
  answer: series,
  example: async ({ sharing }) => {
    const made = await sharing.series('requested')
    return { params: { id: made.id }, subject: made.facts }
  },
})

export const answerSeries = endpoint({
  id: 'sharing.answerSeries',
  method: 'POST',
  path: '/api/booking-series/:id/answer',
  summary: 'Agrees to the own offers on every date of a series that waits, or refuses them all with a reason',
  permission: answerBooking,
  params,
  body: z.object({ answer: z.enum(['agree', 'refuse']), reason: text(1000).min(1).nullable() }),
  answer: z.object({ dates: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.series('requested')
    return { params: { id: made.id }, body: { answer: 'agree', reason: null }, subject: made.facts }
  },
})

export const endSeries = endpoint({
  id: 'sharing.endSeries',
  method: 'POST',
  path: '/api/booking-series/:id/end',
  summary:
    'Gives back every date of a series from a day on that has not begun, each by the rule for late cancelling',
  permission: endBooking,
  params,
  body: z.object({ fromDay: dayOfOurs, reason: text(1000).min(1).nullable() }),
  answer: z.object({ withdrawn: z.int(), cancelled: z.int(), late: z.int() }),
  example: async ({ sharing }) => {
    const made = await sharing.series('confirmed')
    return {
      params: { id: made.id },
      body: { fromDay: sharing.weeks().fromDay, reason: '课程调整' },
      subject: made.facts,
    }
  },
})
