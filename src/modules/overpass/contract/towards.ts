import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id } from '#platform/contract/fields.ts'
import { listEntrances as entrancesPermission, seeEntrants, seeGaps, seeWaysToWork } from '../policy.ts'
import { credits, named, params } from './parts.ts'
import { place } from './planner.ts'

/** A count of people outside the own house; null where it, or what is left of the whole, is few. */
const counted = z.int().nullable()
/** Of each list at most. */
const TOWARDS_MOST = 500

export const listEntrances = endpoint({
  id: 'overpass.listEntrances',
  method: 'GET',
  path: '/api/overpass/entrances',
  summary:
    'Along which bridges learners come to programmes of the own school, and how many learn where they start',
  permission: entrancesPermission,
  answer: z.object({
    rows: z
      .array(
        z.object({
          bridgeId: id,
          to: named,
          from: z.array(z.object({ programme: named, organisation: named, learners: counted })),
        }),
      )
      .max(TOWARDS_MOST),
    /** Smaller counts are not told. */
    least: z.int(),
  }),
  example: () => ({}),
})
export type Entrance = z.infer<typeof listEntrances.answer>['rows'][number]

export const getEntrants = endpoint({
  id: 'overpass.getEntrants',
  method: 'GET',
  path: '/api/bridges/:id/entrants',
  summary:
    'How many learners of the parties could enter along a bridge today, and what keeps the others out; no names',
  permission: seeEntrants,
  limit: 60,
  params,
  answer: z.object({
    looked: counted,
    more: z.boolean(),
    ready: counted,
    parts: z.array(z.object({ text: z.object({ zh: z.string(), en: z.string() }), lacking: counted })),
    /** Of those with anything recognised, where they are not few. */
    creditsMean: credits.nullable(),
    /** Smaller counts are not told. */
    least: z.int(),
  }),
  example: ({ overpass }) => ({
    params: { id: overpass.bridgeId },
    subject: { receivingOrganisationId: overpass.schoolId },
  }),
})

export const readWaysToWork = endpoint({
  id: 'overpass.readWaysToWork',
  method: 'GET',
  path: '/api/overpass/ways-to-work',
  summary:
    'Which programmes lead to the company’s occupations, along which bridges, and how many learners are on each',
  permission: seeWaysToWork,
  answer: z.object({
    rows: z
      .array(
        z.object({
          occupation: named,
          /** Learners who follow a way that leads there. */
          followers: counted,
          programmes: z.array(place.extend({ learners: counted, bridgesTo: z.int() })),
        }),
      )
      .max(TOWARDS_MOST),
    least: z.int(),
  }),
  example: () => ({}),
})

const GAINS_MOST = 200
export const readProposal = endpoint({
  id: 'overpass.readProposal',
  method: 'GET',
  path: '/api/overpass/gaps/proposal',
  summary: 'What a bridge between two programmes would open, and for how many learners of the group',
  permission: seeGaps,
  query: z.object({ from: id, to: id }),
  answer: z.object({
    from: place,
    to: place,
    gains: z
      .array(
        z.object({
          place: place.extend({ learners: z.int() }),
          firstWay: z.boolean(),
          /** What would come within reach. */
          opened: z.array(named).max(10),
          more: z.int(),
        }),
      )
      .max(GAINS_MOST),
    learners: z.int(),
    firstWayLearners: z.int(),
  }),
  example: async ({ overpass }) => ({ query: await overpass.twoProgrammes() }),
})
export { GAINS_MOST, TOWARDS_MOST }
