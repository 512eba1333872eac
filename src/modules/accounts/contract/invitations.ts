import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant } from '#platform/contract/fields.ts'
import { anyone, invite, inviteClass } from '../policy.ts'
import { email, password } from './session.ts'

/** A code or the token of a letter, as typed or followed. */
export const typedCode = z.string().trim().min(1).max(200)

export const invitation = z.object({
  id,
  delivery: z.enum(['print', 'mail']),
  email: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
  state: z.enum(['open', 'used', 'revoked', 'expired']),
})
export type Invitation = z.infer<typeof invitation>

export const createInvitation = endpoint({
  id: 'accounts.createInvitation',
  method: 'POST',
  path: '/api/accounts/invitations',
  summary: 'Invite one person to claim an affiliation; an earlier code for it stops working.',
  permission: invite,
  secret: true,
  body: z.discriminatedUnion('delivery', [
    z.object({ delivery: z.literal('print'), affiliationId: id }),
    z.object({ delivery: z.literal('mail'), affiliationId: id, email }),
  ]),
  answer: z.object({
    id,
    /** Shown once; null when it goes by mail, then nobody but the reader of that mail sees it. */
    code: z.string().nullable(),
    link: z.string().nullable(),
    expiresAt: instant,
  }),
  example: async world => {
    const { affiliationId, organisationId, groupIds } = await world.accounts.freshInvitable()
    return {
      body: { delivery: 'print', affiliationId },
      subject: { organisationId, role: 'student', groupIds, administered: true },
    }
  },
})

export const createClassCodes = endpoint({
  id: 'accounts.createClassCodes',
  method: 'POST',
  path: '/api/accounts/invitations/class',
  summary:
    'A sheet of codes (PDF) for everybody of a class who has no account yet; earlier codes stop working.',
  permission: inviteClass,
  secret: true,
  body: z.object({ classId: id }),
  answer: 'file',
  limit: 30,
  example: async world => {
    const { classId, organisationId } = await world.accounts.freshInvitable()
    return { body: { classId }, subject: { organisationId } }
  },
})

export const listInvitations = endpoint({
  id: 'accounts.listInvitations',
  method: 'GET',
  path: '/api/accounts/invitations',
  summary: 'The latest invitations for one affiliation.',
  permission: invite,
  query: z.object({ affiliationId: id }),
  answer: z.object({ rows: z.array(invitation) }),
  example: async world => {
    const { affiliationId, organisationId, groupIds } = await world.accounts.freshInvitable()
    return {
      query: { affiliationId },
      subject: { organisationId, role: 'student', groupIds, administered: true },
    }
  },
})

export const revokeInvitation = endpoint({
  id: 'accounts.revokeInvitation',
  method: 'POST',
  path: '/api/accounts/invitations/:id/revoke',
  summary: 'An open invitation stops working.',
  permission: invite,
  params: z.object({ id }),
  answer: 'nothing',
  example: async world => {
    const { id, organisationId, groupIds } = await world.accounts.freshInvitation()
    return { params: { id }, subject: { organisationId, role: 'student', groupIds, administered: true } }
  },
})

export const checkCode = endpoint({
  id: 'accounts.checkCode',
  method: 'POST',
  path: '/api/accounts/invitations/check',
  summary: 'What a code is for. One that is wrong, used, expired or taken back answers alike.',
  permission: anyone,
  secret: true,
  body: z.object({ code: typedCode }),
  answer: z.object({
    organisation: bilingual,
    organisationCode: z.string(),
    name: z.string(),
    number: z.string().nullable(),
    role: z.enum(ROLES),
    /** Characters a password for this role has at least. */
    passwordLength: z.number().int(),
  }),
  limit: 120,
  example: async world => ({ body: { code: (await world.accounts.freshInvitation()).code } }),
})

export const acceptCode = endpoint({
  id: 'accounts.acceptCode',
  method: 'POST',
  path: '/api/accounts/invitations/accept',
  summary: 'Claim an affiliation: with a new account, or for the account that is signed in.',
  permission: anyone,
  secret: true,
  body: z.discriminatedUnion('as', [
    z.object({ as: z.literal('new'), code: typedCode, password }),
    z.object({ as: z.literal('me'), code: typedCode }),
  ]),
  answer: z.object({ affiliationId: id }),
  limit: 120,
  example: async world => ({
    body: {
      as: 'new',
      code: (await world.accounts.freshInvitation()).code,
      password: world.account.password,
    },
  }),
})
