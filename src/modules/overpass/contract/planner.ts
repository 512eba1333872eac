import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id } from '#platform/contract/fields.ts'
import { browseBridges, planAWay } from '../policy.ts'
import { PROGRAMME_LEVELS } from '../rules/bridge.ts'
import { readWhatIfs } from '../rules/planner/what-if.ts'
import { CERTAINTIES } from '../rules/planner/world.ts'
import { credits, named } from './parts.ts'

export const place = z.object({
  id,
  kind: z.enum(['programme', 'occupation']),
  level: z.enum(PROGRAMME_LEVELS).nullable(),
  name: bilingual,
  organisation: named,
  region: bilingual.nullable(),
})
export type PlaceOnMap = z.infer<typeof place>

/** What a step rests on; only a clause of a signed agreement binds anybody. */
const basis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clause'), agreementId: id, title: bilingual, clause: z.int() }),
  /** What may be expected by the level, with the source of the number. */
  z.object({ kind: z.literal('default'), source: bilingual, verified: z.boolean() }),
  z.object({ kind: z.literal('occupation') }),
])
const text = z.object({ zh: z.string(), en: z.string() })
/** `ended`: they have left, whether or not they had finished. */
const standing = z.object({ place, monthsLeft: z.int(), cohort: z.int().nullable(), ended: z.boolean() })

const step = z.object({
  /** Where it leads from; null for whoever stands nowhere on the map. */
  fromId: id.nullable(),
  to: place,
  bridgeId: id,
  basis,
  certainty: z.enum(CERTAINTIES),
  because: z.array(z.enum(['gap', 'own_doing', 'quota', 'runs_out'])),
  startsOn: day,
  intakeAssumed: z.boolean(),
  endsOn: day,
  months: z.int(),
  feeFen: z.int(),
  /** The entry condition line by line; a group stands before its parts, which are one deeper. */
  requirements: z.array(
    z.object({
      depth: z.int(),
      is: z.enum(['all', 'any', 'not', 'leaf']),
      met: z.boolean(),
      text,
      /** What meets it: an outcome, or a course of the stage before. */
      by: z.object({ kind: z.enum(['outcome', 'supposed', 'ahead']), name: bilingual }).nullable(),
    }),
  ),
  gaps: z.array(
    z.object({
      text,
      courses: z.array(
        z.object({ id, name: bilingual, organisation: bilingual, semester: z.int(), months: z.int() }),
      ),
    }),
  ),
  recognised: z.array(
    z.object({
      course: named,
      credits,
      /** The outcome it is claimed for; null while there is none on record. */
      outcomeId: id.nullable(),
      by: z.object({ kind: z.enum(['outcome', 'supposed', 'ahead']), name: bilingual }),
    }),
  ),
  recognisedCredits: credits,
  recognisableCredits: credits,
  targetCredits: credits,
  missing: z.array(named.extend({ credits })),
  untilCohort: z.int().nullable(),
  untilDay: day.nullable(),
  automatic: z.boolean(),
  /** Where one can apply today, on the first step alone. */
  intake: z.object({ id, closesOn: day }).nullable(),
})
export type StepOfWay = z.infer<typeof step>

export const way = z.object({
  figures: z.object({
    months: z.int(),
    creditsNotKept: credits,
    feeFen: z.int(),
    certainty: z.enum(CERTAINTIES),
  }),
  steps: z.array(step),
})
export type WayToGoal = z.infer<typeof way>

const GOAL = /^(place:[0-9a-f-]{36}|level:(secondary|higher_vocational|bachelor|continuing)|credit)$/

/** What is asked for, beside where one begins. */
export const question = z.object({
  /** `place:<id>` of a programme or an occupation, `level:<level>`, or `credit`: whatever keeps most of one's own. */
  goal: z.string().regex(GOAL),
  whatIf: z
    .string()
    .max(1000)
    .refine(value => readWhatIfs(value) !== null)
    .optional(),
  region: z.string().trim().min(1).max(100).optional(),
  partTime: z.literal('yes').optional(),
  binding: z.literal('yes').optional(),
  maxMonths: z.coerce.number().int().min(1).max(240).optional(),
  maxYuan: z.coerce.number().int().min(0).max(10_000_000).optional(),
})
export type Question = z.infer<typeof question>

export const waysAnswer = z.object({
  ways: z.array(way),
  /** The way with the fewest steps that one of `ways` is better than. */
  worse: z.object({ way, than: z.int() }).nullable(),
  cutShort: z.enum(['labels', 'ways']).nullable(),
  /** In what ways are compared: a step counts in whole ones. */
  buckets: z.object({ months: z.int(), credits, fen: z.int() }),
})

export const planWays = endpoint({
  id: 'overpass.planWays',
  method: 'GET',
  path: '/api/overpass/ways',
  summary: 'The best ways to a goal by time, credit kept, cost and certainty, each step with its reasons',
  permission: planAWay,
  limit: 120,
  query: question.extend({
    /** A programme to begin from instead of one's own. */
    from: id.optional(),
  }),
  answer: waysAnswer,
  example: () => ({ query: { goal: 'level:bachelor' } }),
})

const PLACES_MOST = 2000
const BRIDGES_MOST = 10_000

export const readMap = endpoint({
  id: 'overpass.readMap',
  method: 'GET',
  path: '/api/overpass/map',
  summary: 'Programmes and occupations with the bridges between them, and where the viewer stands',
  permission: browseBridges,
  answer: z.object({
    places: z.array(place),
    /** More places than the map holds. */
    more: z.boolean(),
    moreBridges: z.boolean(),
    bridges: z.array(
      z.object({
        id,
        basis,
        fromIds: z.array(id),
        toId: id,
        untilCohort: z.int().nullable(),
      }),
    ),
    /** What may be expected from level to level. */
    expected: z.array(
      z.object({
        from: z.enum(PROGRAMME_LEVELS),
        to: z.enum(PROGRAMME_LEVELS),
        months: z.int(),
        source: bilingual,
        verified: z.boolean(),
      }),
    ),
    here: z.array(standing),
  }),
  example: () => ({}),
})
export { BRIDGES_MOST, PLACES_MOST }
