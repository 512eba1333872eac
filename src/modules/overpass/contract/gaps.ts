import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { seeGaps } from '../policy.ts'
import { named } from './parts.ts'
import { place } from './planner.ts'

/** Of each kind that many are told, and how many there are. */
const GAPS_MOST = 200
const some = <T extends z.ZodType>(one: T) => z.object({ rows: z.array(one).max(GAPS_MOST), total: z.int() })

/** A programme with how many of the group's learners are in it at present. */
const peopled = place.extend({ learners: z.int() })

export const readGaps = endpoint({
  id: 'overpass.readGaps',
  method: 'GET',
  path: '/api/overpass/gaps',
  summary: 'What the map of the viewer’s group lacks: ways on, work, programmes, and bridges that would help',
  permission: seeGaps,
  answer: z.object({
    noWayOn: some(peopled),
    noWork: some(peopled),
    unreached: some(place),
    couldMeet: some(
      z.object({
        from: peopled,
        to: place,
        occupations: z.array(named),
        /** Those in `from` would have their first promised way on. */
        firstWay: z.boolean(),
      }),
    ),
  }),
  example: () => ({}),
})
export { GAPS_MOST }
export type PeopledPlace = z.infer<typeof peopled>
