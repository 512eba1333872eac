import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant } from '#platform/contract/fields.ts'
import { ownAccount } from '../policy.ts'
import { typedCode } from './invitations.ts'
import './world.ts'

/** Minutes in which one signs out of one account and into the other. */
export const MERGE_MINUTES = 20

const known = z.string().min(1).max(200)

/** That the holder is at the keyboard: the password, or a code of the second factor. */
const proof = z.discriminatedUnion('with', [
  z.object({ with: z.literal('password'), password: known }),
  z.object({ with: z.literal('code'), code: z.string().trim().min(6).max(8) }),
])
export type Proof = z.infer<typeof proof>

export const getErasure = endpoint({
  id: 'accounts.getErasure',
  method: 'GET',
  path: '/api/account/erasure',
  summary: 'Whether the own account is to be erased and when, and how long one may think it over',
  permission: ownAccount,
  answer: z.object({
    waiting: z.object({ askedAt: instant, dueAt: instant }).nullable(),
    coolingOffDays: z.int(),
  }),
  example: () => ({}),
})

export const askErasure = endpoint({
  id: 'accounts.askErasure',
  method: 'POST',
  path: '/api/account/erasure',
  summary: 'Asks for the own account to be erased after the time to think again',
  permission: ownAccount,
  secret: true,
  body: z.object({ proof }),
  answer: z.object({ dueAt: instant }),
  limit: 60,
  example: async world => {
    await world.accounts.endErasure(world.account.personId)
    return { body: { proof: { with: 'password', password: world.account.password } } }
  },
})

export const undoErasure = endpoint({
  id: 'accounts.undoErasure',
  method: 'POST',
  path: '/api/account/erasure/undo',
  summary: 'Keeps the account after all; without an open wish it does nothing',
  permission: ownAccount,
  answer: 'nothing',
  example: () => ({}),
})

export const createMergeCode = endpoint({
  id: 'accounts.createMergeCode',
  method: 'POST',
  path: '/api/account/merge-code',
  summary:
    'A code by which the holder of this account proves it in another of theirs; a former one stops working',
  permission: ownAccount,
  secret: true,
  body: z.object({ password: known }),
  answer: z.object({ code: z.string(), expiresAt: instant }),
  limit: 60,
  example: world => ({ body: { password: world.account.password } }),
})

const standing = z.object({
  id,
  role: z.enum(ROLES),
  organisation: bilingual,
  name: z.string(),
  number: z.string().nullable(),
})

export const checkMerge = endpoint({
  id: 'accounts.checkMerge',
  method: 'POST',
  path: '/api/account/merge/check',
  summary: 'What would come over from the account of a merge code; the code stays good',
  permission: ownAccount,
  secret: true,
  body: z.object({ code: typedCode }),
  answer: z.object({ name: z.string(), standings: z.array(standing) }),
  limit: 120,
  example: async world => ({ body: { code: await world.accounts.freshMergeCode() } }),
})

export const mergeAccounts = endpoint({
  id: 'accounts.mergeAccounts',
  method: 'POST',
  path: '/api/account/merge',
  summary: 'Takes everything of the account of a merge code over into the own one, and ends that account',
  permission: ownAccount,
  secret: true,
  body: z.object({ code: typedCode, password: known }),
  answer: z.object({ joined: z.int() }),
  limit: 60,
  example: async world => {
    await world.accounts.endErasure(world.account.personId)
    return { body: { code: await world.accounts.freshMergeCode(), password: world.account.password } }
  },
})
