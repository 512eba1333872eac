import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, instant } from '#platform/contract/fields.ts'
import { anyone, resetPassword } from '../policy.ts'
import { typedCode } from './invitations.ts'
import { email, password } from './session.ts'

export const askRecoveryLetter = endpoint({
  id: 'accounts.askRecoveryLetter',
  method: 'POST',
  path: '/api/accounts/recovery',
  summary:
    'Ask for a letter with a link to set a new password. Answers alike whether or not the address is known.',
  permission: anyone,
  body: z.object({ email }),
  answer: 'nothing',
  limit: 30,
  secret: true,
  example: world => ({ body: { email: world.account.email } }),
})

export const createResetCode = endpoint({
  id: 'accounts.createResetCode',
  method: 'POST',
  path: '/api/accounts/recovery/organisation',
  summary: 'A code with which somebody who belongs to this organisation alone sets a new password.',
  permission: resetPassword,
  secret: true,
  body: z.object({ affiliationId: id }),
  answer: z.object({ code: z.string(), link: z.string(), expiresAt: instant }),
  example: async world => {
    const { affiliationId, organisationId } = await world.accounts.freshResettable()
    return { body: { affiliationId }, subject: { organisationId } }
  },
})

export const setNewPassword = endpoint({
  id: 'accounts.setNewPassword',
  method: 'POST',
  path: '/api/accounts/recovery/password',
  summary:
    'Set a new password with the token of a letter or a code of one’s organisation. Ends all sessions.',
  permission: anyone,
  secret: true,
  body: z.object({ code: typedCode, password }),
  answer: 'nothing',
  limit: 120,
  example: async world => ({
    body: { code: await world.accounts.freshRecovery(), password: world.account.password },
  }),
})
