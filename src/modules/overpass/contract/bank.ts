import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { claimCredit, readAccount, readConversion } from '../policy.ts'
import { REASONS } from '../rules/decision.ts'
import { credits, grounds, named } from './parts.ts'

/** The account of a child (their entry as a learner) instead of one's own, for a guardian. */
export const ofChild = { child: id.optional() }

export const getAccount = endpoint({
  id: 'overpass.getAccount',
  method: 'GET',
  path: '/api/credit',
  summary:
    'The person’s credit account, or their child’s: what was deposited, and what each programme recognised of it',
  permission: readAccount,
  query: z.object(ofChild),
  answer: z.object({
    /** Whose it is, where it is a child's. */
    child: z.string().nullable(),
    deposited: credits,
    expired: credits,
    /** Confirmed credit of the record that is not deposited yet. */
    toDeposit: z.object({ outcomes: z.int(), credits }),
    programmes: z.array(
      z.object({
        programme: named,
        organisation: named,
        claimed: credits,
        recognised: credits,
        used: credits,
        expired: credits,
        /** Credits the bridge gives at most; null without a cap. */
        cap: credits.nullable(),
      }),
    ),
  }),
  example: () => ({}),
})

const ACCOUNTS = ['outside', 'granted', 'deposited', 'claimed', 'recognised', 'used', 'expired'] as const

export const listPostings = endpoint({
  id: 'overpass.listPostings',
  method: 'GET',
  path: '/api/credit/postings',
  summary: 'Every posting of the person’s account, the latest first',
  permission: readAccount,
  query: z.object({ ...pageQuery, ...ofChild }),
  answer: page(
    z.object({
      id,
      at: instant,
      from: z.enum(ACCOUNTS),
      to: z.enum(ACCOUNTS),
      credits,
      programme: bilingual.nullable(),
      outcome: bilingual.nullable(),
      claimId: id.nullable(),
    }),
  ),
  example: () => ({}),
})

export const deposit = endpoint({
  id: 'overpass.deposit',
  method: 'POST',
  path: '/api/credit/deposit',
  summary: 'Deposits all confirmed credit of the own record that is not in the account yet',
  permission: claimCredit,
  body: z.object({}),
  answer: z.object({ outcomes: z.int(), credits }),
  example: () => ({ body: {} }),
})

export const getConversion = endpoint({
  id: 'overpass.getConversion',
  method: 'GET',
  path: '/api/conversion',
  summary: 'What became of claims, by bridge and school, in counts: the own school’s or the own group’s',
  permission: readConversion,
  answer: z.object({
    deposits: z.object({ people: z.int(), deposited: credits, converted: credits }),
    rows: z.array(
      z.object({
        grounds,
        receiving: named,
        claims: z.int(),
        waiting: z.int(),
        overdue: z.int(),
        claimed: credits,
        recognised: credits,
        used: credits,
        daysMedian: z.number().nullable(),
        reasons: z.array(z.object({ code: z.enum(REASONS), count: z.int() })),
      }),
    ),
  }),
  example: () => ({}),
})
