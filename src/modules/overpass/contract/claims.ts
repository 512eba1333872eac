import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { claimCredit, listAtSchool, ownClaim, readAccount, readClaim } from '../policy.ts'
import { CLAIM_STATES, OPINIONS, REASONS } from '../rules/decision.ts'
import { ofChild } from './bank.ts'
import { credits, grounds, named, params, sentence, version } from './parts.ts'

export const submitClaim = endpoint({
  id: 'overpass.submitClaim',
  method: 'POST',
  path: '/api/claims',
  summary: 'Claims credit for outcomes along a bridge; shows them to the receiving school',
  permission: claimCredit,
  limit: 60,
  body: z.object({
    clauseId: id,
    outcomeIds: z.array(id).min(1).max(100),
    note: text(2000).min(1).nullable(),
    /** For these courses alone, outcome by outcome, as a step of a way counted on; left out, for all the rule gives. */
    lines: z
      .array(z.object({ outcomeId: id, courseId: id }))
      .min(1)
      .max(300)
      .optional(),
  }),
  answer: z.object({ id, state: z.enum(CLAIM_STATES), credits }),
  example: async ({ overpass }) => {
    const { clauseId, outcomeId } = await overpass.claimable()
    return { body: { clauseId, outcomeIds: [outcomeId], note: null } }
  },
})

const claimRow = z.object({
  id,
  state: z.enum(CLAIM_STATES),
  automatic: z.boolean(),
  learner: z.object({ id, name: z.string(), organisation: bilingual }),
  programme: named,
  receiving: named,
  outcomes: z.int(),
  claimed: credits,
  recognised: credits,
  votes: z.int(),
  dueOn: day,
  overdue: z.boolean(),
  appealed: z.boolean(),
  submittedAt: instant,
  version,
})
export type ClaimRow = z.infer<typeof claimRow>

export const listOwnClaims = endpoint({
  id: 'overpass.listOwnClaims',
  method: 'GET',
  path: '/api/credit/claims',
  summary: 'The person’s own claims or their child’s, the latest first',
  permission: readAccount,
  query: z.object({ ...pageQuery, ...ofChild }),
  answer: page(claimRow),
  example: () => ({}),
})

const schoolQuery = {
  state: z.enum(CLAIM_STATES).optional(),
  clause: id.optional(),
  /** Only those with enough voices to be decided. */
  ready: z.enum(['yes']).optional(),
}

export const listSchoolClaims = endpoint({
  id: 'overpass.listSchoolClaims',
  method: 'GET',
  path: '/api/claims',
  summary: 'Claims at the own school: the soonest due first, of decided ones alone the latest due first',
  permission: listAtSchool,
  query: z.object({ ...pageQuery, ...schoolQuery }),
  answer: page(claimRow),
  example: () => ({}),
})

export const exportSchoolClaims = endpoint({
  id: 'overpass.exportSchoolClaims',
  method: 'GET',
  path: '/api/claims/export',
  summary: 'The same as a table',
  permission: listAtSchool,
  query: z.object({ ...schoolQuery, format: z.enum(['xlsx', 'csv']) }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' as const } }),
})

const claimedOutcome = z.object({
  outcomeId: id,
  recognitionId: z.string(),
  state: z.enum(['claimed', 'recognised', 'used', 'refused', 'withdrawn', 'expired']),
  expiresOn: day.nullable(),
  /** The sentence of the rule under which it counts. */
  rule: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** How the outcome stands today; null where its facts were erased. */
  facts: z
    .object({
      state: z.enum(['confirmed', 'pending', 'refused', 'withdrawn', 'revoked']),
      disputed: z.boolean(),
      kind: z.string(),
      title: bilingual,
      day,
      score: z.string().nullable(),
      level: z.string().nullable(),
      prize: z.string().nullable(),
      credits: credits.nullable(),
      hours: z.number().nullable(),
      confirmedBy: bilingual,
      evidence: z.array(z.object({ name: z.string(), url: z.string().nullable() })),
      certificate: z.string().nullable(),
    })
    .nullable(),
  lines: z.array(z.object({ courseId: id, name: bilingual, claimed: credits, recognised: credits })),
})

export const getClaim = endpoint({
  id: 'overpass.getClaim',
  method: 'GET',
  path: '/api/claims/:id',
  summary: 'A claim with its grounds, outcomes, voices, decision and appeal',
  permission: readClaim,
  params,
  answer: claimRow.extend({
    personId: id,
    groupId: id.nullable(),
    grounds,
    sentences: z.array(sentence),
    note: z.string().nullable(),
    items: z.array(claimedOutcome),
    votes: z.int(),
    voices: z.array(
      z.object({
        affiliationId: id,
        name: z.string(),
        opinion: z.enum(OPINIONS),
        comment: z.string().nullable(),
        at: instant,
      }),
    ),
    votesLeast: z.int(),
    /** What the voices so far allow to decide. */
    allowed: z.array(z.enum(OPINIONS)),
    decision: z
      .object({
        reasonCode: z.enum(REASONS),
        reason: z.string().nullable(),
        by: z.string().nullable(),
        at: instant,
      })
      .nullable(),
    /** Until when it can be appealed; null where it cannot. */
    appealUntil: day.nullable(),
    appeal: z
      .object({
        id,
        reason: z.string(),
        state: z.enum(['open', 'kept', 'changed']),
        dueOn: day,
        answer: z.string().nullable(),
        by: z.string().nullable(),
        at: instant.nullable(),
        version,
      })
      .nullable(),
    /** The learner's entry at the receiving school, once they have arrived there. */
    arrivedId: id.nullable(),
  }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.someClaim()
    return { params: { id }, subject: facts }
  },
})

export const withdrawClaim = endpoint({
  id: 'overpass.withdrawClaim',
  method: 'POST',
  path: '/api/claims/:id/withdraw',
  summary: 'Takes back a claim that waits; its outcomes are free again',
  permission: ownClaim,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ overpass }) => {
    const { id, personId } = await overpass.ownClaim()
    return { params: { id }, body: { version: 1 }, subject: { personId } }
  },
})

export const getLetter = endpoint({
  id: 'overpass.getLetter',
  method: 'GET',
  path: '/api/claims/:id/letter',
  summary: 'The decision as a letter in both languages',
  permission: ownClaim,
  params,
  answer: 'file',
  example: async ({ overpass }) => {
    const { id, personId } = await overpass.ownRefused()
    return { params: { id }, subject: { personId } }
  },
})
