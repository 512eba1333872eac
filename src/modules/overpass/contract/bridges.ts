import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { browseBridges, claimCredit, draftBridge, seeReadiness, tryBridge } from '../policy.ts'
import { WAYS } from '../rules/bridge.ts'
import { PROBLEMS } from '../rules/problems.ts'
import { credits, grounds, named, params, sentence } from './parts.ts'

const target = z.object({
  kind: z.enum(['programme', 'occupation']),
  id,
  name: bilingual,
  organisation: named.nullable(),
})
const bridgeRow = z.object({
  grounds,
  way: z.enum(WAYS),
  from: z.array(bilingual),
  to: target,
  capTotal: credits.nullable(),
  automatic: z.boolean(),
  untilCohort: z.int().nullable(),
  /** Whether the viewer is a learner for whom it is there. */
  mine: z.boolean(),
})
export type BridgeRow = z.infer<typeof bridgeRow>

export const listBridges = endpoint({
  id: 'overpass.listBridges',
  method: 'GET',
  path: '/api/bridges',
  summary: 'Bridges of signed agreements in force today; `mine`: those that are open to the viewer',
  permission: browseBridges,
  query: z.object({ ...pageQuery, mine: z.enum(['yes']).optional() }),
  answer: page(bridgeRow),
  example: () => ({}),
})

export const getBridge = endpoint({
  id: 'overpass.getBridge',
  method: 'GET',
  path: '/api/bridges/:id',
  summary: 'A signed bridge, read back in sentences',
  permission: browseBridges,
  params,
  answer: bridgeRow.extend({ sentences: z.array(sentence), inForce: z.boolean() }),
  example: ({ overpass }) => ({ params: { id: overpass.bridgeId } }),
})

const offered = z.object({
  outcomeId: id,
  title: bilingual,
  day,
  credits,
  courses: z.array(z.object({ courseId: id, name: bilingual, credits })),
})

export const getOffer = endpoint({
  id: 'overpass.getOffer',
  method: 'GET',
  path: '/api/bridges/:id/offer',
  summary: 'What the bridge would recognise of the viewer’s own record today, and what is missing',
  permission: claimCredit,
  params,
  answer: z.object({
    outcomes: z.array(offered),
    total: credits,
    /** Entry conditions, each with what met it. */
    entry: z.object({
      met: z.boolean(),
      parts: z.array(
        z.object({
          met: z.boolean(),
          text: z.object({ zh: z.string(), en: z.string() }),
          outcome: bilingual.nullable(),
        }),
      ),
    }),
    missing: z.array(z.object({ courseId: id, name: bilingual, credits })),
    /** Credits already claimed or recognised for this programme. */
    before: credits,
  }),
  example: async ({ overpass }) => ({ params: { id: (await overpass.claimable()).clauseId } }),
})

/** A bridge as it is being written: looked at as a whole, so that what is wrong is said and not refused. */
const draft = z.record(z.string(), z.unknown())

export const checkBridge = endpoint({
  id: 'overpass.checkBridge',
  method: 'POST',
  path: '/api/bridges/check',
  summary: 'Reads a bridge back in both languages and says what is wrong with it',
  permission: draftBridge,
  limit: 300,
  body: z.object({
    bridge: draft,
    partyIds: z.array(id).max(50).nullable(),
    from: day.nullable(),
    until: day.nullable(),
  }),
  answer: z.object({
    problems: z.array(z.object({ at: z.string(), code: z.enum(PROBLEMS) })),
    /** Empty while its shape is incomplete. */
    sentences: z.array(sentence),
  }),
  example: async ({ overpass }) => ({
    body: { bridge: await overpass.draft(), partyIds: null, from: null, until: null },
  }),
})

const chosen = z
  .string()
  .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,49}$/)
  .optional()

export const getChoices = endpoint({
  id: 'overpass.getChoices',
  method: 'GET',
  path: '/api/bridges/choices',
  summary:
    'What a bridge can name: programmes of the parties, courses of those chosen, competencies, occupations',
  permission: draftBridge,
  query: z.object({ parties: chosen, programmes: chosen }),
  answer: z.object({
    programmes: z.array(z.object({ id, name: bilingual, organisation: named })),
    courses: z.array(
      z.object({ id, programmeId: id, version: z.int(), code: z.string(), name: bilingual, credits }),
    ),
    competencies: z.array(z.object({ id, name: bilingual, levels: z.array(bilingual) })),
    occupations: z.array(z.object({ id, name: bilingual })),
  }),
  example: () => ({ query: {} }),
})

export const getReadiness = endpoint({
  id: 'overpass.getReadiness',
  method: 'GET',
  path: '/api/bridges/:id/readiness',
  summary:
    'Which of the own school’s learners could go along the bridge today, and what keeps the others out',
  permission: seeReadiness,
  params,
  answer: z.object({
    /** Learners of classes for which the bridge is there; `more` when there are more than were looked at. */
    looked: z.int(),
    more: z.boolean(),
    ready: z.int(),
    /** Of those with anything recognised. */
    creditsMean: credits,
    /** Conditions of entry, and how many learners lack each. */
    parts: z.array(z.object({ text: z.object({ zh: z.string(), en: z.string() }), lacking: z.int() })),
    /** Whoever lacks least first; `lacking` holds places in `parts`. */
    learners: z.array(
      z.object({ id, name: z.string(), className: z.string(), lacking: z.array(z.int()), credits }),
    ),
  }),
  example: ({ overpass }) => ({ params: { id: overpass.bridgeId } }),
})

export const tryOut = endpoint({
  id: 'overpass.tryBridge',
  method: 'POST',
  path: '/api/bridges/try',
  summary: 'Tries a bridge on the own school’s learners of the past: counts, no names',
  permission: tryBridge,
  limit: 30,
  body: z.object({ bridge: draft }),
  answer: z.object({
    /** Learners it was tried on; `more` when the school has more of them, or of their outcomes, than were looked at. */
    tried: z.int(),
    more: z.boolean(),
    entered: z.int(),
    recognised: z.int(),
    /** Of those with anything recognised. */
    creditsMean: credits,
    rules: z.array(z.object({ id: z.string(), learners: z.int(), credits })),
  }),
  example: async ({ overpass }) => ({ body: { bridge: await overpass.draft() } }),
})
