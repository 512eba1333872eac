import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id } from '#platform/contract/fields.ts'
import { findSets as permission } from '../policy.ts'
import { MOST_WISHES, OFFER_KINDS, PARTS_OF_DAY, type PartOfDay } from '../rules/vocabulary.ts'
import { clock, dayOfOurs, organisationName } from './offers.ts'
import './world.ts'

const PARTS = Object.keys(PARTS_OF_DAY) as [PartOfDay, ...PartOfDay[]]
const WISH = `(?:${OFFER_KINDS.join('|')})?\\*[1-9]\\d{0,4}\\*[^*|]{0,60}`

const set = z.object({
  offers: z.array(
    z.object({
      id,
      title: bilingual,
      organisation: organisationName,
      units: z.int(),
      atOnce: z.boolean(),
      /** Kilometres from the own organisation, whole. */
      km: z.int().nullable(),
    }),
  ),
  from: clock,
  until: clock,
  /** The days on which all of it can be had at that time. */
  days: z.array(day),
  /** Of the farthest of them. */
  km: z.int().nullable(),
  /** Of one date, in fen and in exchange points. */
  fen: z.int(),
  points: z.int(),
  /** How many owners have to agree. */
  asks: z.int(),
})
export type FoundSet = z.infer<typeof set>

export const findSets = endpoint({
  id: 'sharing.findSets',
  method: 'GET',
  path: '/api/offer-sets',
  summary: 'Offers that together serve several wishes, and when all of them can be had, the best first',
  permission,
  limit: 60,
  query: z.object({
    /** "room*1*lab|hours*1*Maya": kind or nothing, how many, words. */
    wishes: z
      .string()
      .max(400)
      .regex(new RegExp(`^${WISH}(?:\\|${WISH}){0,${MOST_WISHES - 1}}$`)),
    people: z.coerce.number().int().min(1).max(10_000),
    weekdays: z.string().regex(/^[1-7](,[1-7]){0,6}$/),
    part: z.enum(PARTS),
    /** How long, in minutes. */
    minutes: z.coerce.number().int().min(15).max(720),
    fromDay: dayOfOurs,
    untilDay: dayOfOurs,
    /** At most so far from the own organisation. */
    km: z.coerce.number().int().min(1).max(5000).optional(),
  }),
  answer: z.object({
    sets: z.array(set),
    /** How many offers each wish has found, whether free or not. */
    candidates: z.array(z.int()),
  }),
  example: ({ sharing }) => {
    const { fromDay, untilDay, weekdays } = sharing.weeks()
    return {
      query: {
        ...{
          wishes: 'room*1*动捕',
          people: 20,
          weekdays,
          part: 'morning' as const,
          minutes: 120,
          fromDay,
          untilDay,
        },
      },
    }
  },
})
