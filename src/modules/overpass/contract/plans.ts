import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, instant, text } from '#platform/contract/fields.ts'
import {
  keepWay as keepPermission,
  listPlans as listPermission,
  ownPlan,
  readPlan,
  workOnPlan,
} from '../policy.ts'
import { CHANGES, VERDICTS } from '../rules/planner/followed.ts'
import { params, version } from './parts.ts'
import { place, question, way, waysAnswer } from './planner.ts'

/** Ways one person follows at most. */
const PLANS_MOST = 20
/** The bridges of a way of at most six steps, in their order: by these it is known. */
const bridgeIds = z.array(id).min(1).max(6)

export const keepWay = endpoint({
  id: 'overpass.keepWay',
  method: 'POST',
  path: '/api/overpass/plans',
  summary: 'Follows a way the planner has found: it is kept as it is today, and watched',
  permission: keepPermission,
  body: question.extend({ bridgeIds }),
  answer: z.object({ id }),
  example: async ({ overpass }) => ({ body: await overpass.wayToKeep() }),
})

/** As whom somebody reads a followed way. */
const AS = ['learner', 'adviser', 'guardian'] as const
const planRow = z.object({
  id,
  as: z.enum(AS),
  learner: z.string(),
  adviser: z.string().nullable(),
  to: place,
  verdict: z.enum(VERDICTS),
  /** Something has changed since the way was chosen or its change was accepted. */
  changed: z.boolean(),
  changedAt: instant.nullable(),
  keptAt: instant,
  version,
})
export type PlanRow = z.infer<typeof planRow>

export const listPlans = endpoint({
  id: 'overpass.listPlans',
  method: 'GET',
  path: '/api/overpass/plans',
  summary: 'Ways that the viewer follows, that their children follow, and that they advise on',
  permission: listPermission,
  answer: z.object({ rows: z.array(planRow) }),
  example: () => ({}),
})

const change = z.object({
  toId: id,
  what: z.enum(CHANGES),
  before: z.string().nullable(),
  now: z.string().nullable(),
  text: z.object({ zh: z.string(), en: z.string() }).nullable(),
})
export type ChangeOfWay = z.infer<typeof change>

export const getPlan = endpoint({
  id: 'overpass.getPlan',
  method: 'GET',
  path: '/api/overpass/plans/:id',
  summary: 'A followed way as it was chosen and as it stands, what has changed, and what was said about it',
  permission: readPlan,
  params,
  answer: planRow.extend({
    question,
    way,
    now: way.nullable(),
    changes: z.array(change),
    adviserId: id.nullable(),
    notes: z.array(z.object({ id, name: z.string(), text: z.string(), at: instant })),
  }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.somePlan()
    return { params: { id }, subject: facts }
  },
})

export const planAgain = endpoint({
  id: 'overpass.planAgain',
  method: 'GET',
  path: '/api/overpass/plans/:id/ways',
  summary: 'The best ways today for the learner of a followed way, under what was asked for then',
  permission: workOnPlan,
  limit: 120,
  params,
  answer: waysAnswer,
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.somePlan()
    return { params: { id }, subject: facts }
  },
})

export const changeWay = endpoint({
  id: 'overpass.changeWay',
  method: 'PUT',
  path: '/api/overpass/plans/:id/way',
  summary: 'Follows another of the ways there are today, under what was asked for then',
  permission: workOnPlan,
  params,
  body: z.object({ bridgeIds, version }),
  answer: z.object({ version }),
  example: async ({ overpass }) => {
    const { id, facts, bridgeIds } = await overpass.somePlan()
    return { params: { id }, body: { bridgeIds, version: 1 }, subject: facts }
  },
})

export const acceptWay = endpoint({
  id: 'overpass.acceptWay',
  method: 'POST',
  path: '/api/overpass/plans/:id/accept',
  summary: 'Goes on with the way as it stands now',
  permission: workOnPlan,
  params,
  body: z.object({ version }),
  answer: z.object({ version }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.somePlan()
    return { params: { id }, body: { version: 1 }, subject: facts }
  },
})

export const listAdvisers = endpoint({
  id: 'overpass.listAdvisers',
  method: 'GET',
  path: '/api/overpass/plans/:id/advisers',
  summary: 'Staff of the own school who can be asked to advise on a way',
  permission: ownPlan,
  params,
  answer: z.object({ rows: z.array(z.object({ id, name: z.string() })) }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.somePlan()
    return { params: { id }, subject: facts }
  },
})

export const askAdviser = endpoint({
  id: 'overpass.askAdviser',
  method: 'POST',
  path: '/api/overpass/plans/:id/adviser',
  summary: 'Asks somebody of the own school to advise on a way, or nobody any more',
  permission: ownPlan,
  params,
  body: z.object({ adviserId: id.nullable(), version }),
  answer: z.object({ version }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.somePlan()
    return { params: { id }, body: { adviserId: null, version: 1 }, subject: facts }
  },
})

export const noteOnPlan = endpoint({
  id: 'overpass.noteOnPlan',
  method: 'POST',
  path: '/api/overpass/plans/:id/notes',
  summary: 'Says something about a way to those who work on it; a minor’s guardians read it too',
  permission: workOnPlan,
  params,
  body: z.object({ text: text(2000).min(1) }),
  answer: z.object({ id }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.somePlan()
    return { params: { id }, body: { text: '先考中级证书。' }, subject: facts }
  },
})

export const leaveWay = endpoint({
  id: 'overpass.leaveWay',
  method: 'POST',
  path: '/api/overpass/plans/:id/leave',
  summary: 'Follows a way no longer: it is forgotten with all that was said about it',
  permission: ownPlan,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.somePlan()
    return { params: { id }, body: { version: 1 }, subject: facts }
  },
})
export { PLANS_MOST }
