import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, instant } from '#platform/contract/fields.ts'
import { anyone, ownAccount } from '../policy.ts'
import { typedCode } from './invitations.ts'
import { email, password } from './session.ts'

export const getSecurity = endpoint({
  id: 'accounts.getSecurity',
  method: 'GET',
  path: '/api/accounts/security',
  summary: 'How the own account is secured.',
  permission: ownAccount,
  answer: z.object({
    /** The verified address; null without one. */
    email: z.string().nullable(),
    hasPassword: z.boolean(),
    passwordLength: z.number().int(),
    secondFactor: z.boolean(),
    recoveryCodesLeft: z.number().int(),
  }),
  example: () => ({}),
})

export const changePassword = endpoint({
  id: 'accounts.changePassword',
  method: 'POST',
  path: '/api/accounts/password',
  summary: 'Change the own password. Ends all other sessions.',
  permission: ownAccount,
  secret: true,
  body: z.object({ current: password, password }),
  answer: 'nothing',
  limit: 60,
  example: world => ({ body: { current: world.account.password, password: world.account.password } }),
})

export const enrolTotp = endpoint({
  id: 'accounts.enrolTotp',
  method: 'POST',
  path: '/api/accounts/totp',
  summary:
    'Begin with a second factor: what the authenticator needs, and the recovery codes, both shown once.',
  permission: ownAccount,
  secret: true,
  body: z.object({ password }),
  answer: z.object({
    uri: z.string(),
    key: z.string(),
    /** An SVG picture as text. */
    qr: z.string(),
    recoveryCodes: z.array(z.string()),
  }),
  limit: 60,
  example: world => ({ body: { password: world.account.password } }),
})

export const confirmTotp = endpoint({
  id: 'accounts.confirmTotp',
  method: 'POST',
  path: '/api/accounts/totp/confirm',
  summary: 'The authenticator works: from now on signing in needs it.',
  permission: ownAccount,
  secret: true,
  body: z.object({ code: z.string().trim().max(20) }),
  answer: 'nothing',
  limit: 60,
  example: () => ({ body: { code: '000000' }, refusal: 'accounts.factor_wrong' }),
})

export const disableTotp = endpoint({
  id: 'accounts.disableTotp',
  method: 'POST',
  path: '/api/accounts/totp/disable',
  summary: 'Sign in with the password alone again.',
  permission: ownAccount,
  secret: true,
  body: z.object({ password }),
  answer: 'nothing',
  limit: 60,
  example: world => ({ body: { password: world.account.password }, refusal: 'accounts.factor_is_off' }),
})

export const renewRecoveryCodes = endpoint({
  id: 'accounts.renewRecoveryCodes',
  method: 'POST',
  path: '/api/accounts/totp/recovery-codes',
  summary: 'New recovery codes, shown once; the old ones stop working.',
  permission: ownAccount,
  secret: true,
  body: z.object({ password }),
  answer: z.object({ recoveryCodes: z.array(z.string()) }),
  limit: 60,
  example: world => ({ body: { password: world.account.password }, refusal: 'accounts.factor_is_off' }),
})

export const ownSession = z.object({
  id,
  current: z.boolean(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  address: z.string().nullable(),
  signedInAt: instant,
  seenAt: instant,
})
export type OwnSession = z.infer<typeof ownSession>

export const listSessions = endpoint({
  id: 'accounts.listSessions',
  method: 'GET',
  path: '/api/accounts/sessions',
  summary: 'Where one is signed in, the latest first.',
  permission: ownAccount,
  answer: z.object({ rows: z.array(ownSession) }),
  example: () => ({}),
})

export const revokeSession = endpoint({
  id: 'accounts.revokeSession',
  method: 'POST',
  path: '/api/accounts/sessions/:id/revoke',
  summary: 'End one of the own sessions, at once. One that is not there is ended already.',
  permission: ownAccount,
  params: z.object({ id }),
  answer: 'nothing',
  example: () => ({ params: { id: '0190a8c0-0000-4000-8000-000000000000' } }),
})

export const revokeOtherSessions = endpoint({
  id: 'accounts.revokeOtherSessions',
  method: 'POST',
  path: '/api/accounts/sessions/revoke-others',
  summary: 'End all own sessions but this one.',
  permission: ownAccount,
  answer: 'nothing',
  example: () => ({}),
})

export const askEmailLetter = endpoint({
  id: 'accounts.askEmailLetter',
  method: 'POST',
  path: '/api/accounts/email',
  summary: 'Add an address to the own account: a letter there asks for confirmation.',
  permission: ownAccount,
  secret: true,
  body: z.object({ email, password }),
  answer: 'nothing',
  limit: 30,
  example: world => ({
    body: { email: 'somebody@example.org', password: world.account.password },
    refusal: 'accounts.no_mail',
  }),
})

export const confirmEmail = endpoint({
  id: 'accounts.confirmEmail',
  method: 'POST',
  path: '/api/accounts/email/confirm',
  summary: 'The letter arrived: the address belongs to the account from now on.',
  permission: anyone,
  secret: true,
  body: z.object({ code: typedCode }),
  answer: 'nothing',
  limit: 60,
  example: () => ({ body: { code: 'a token that no letter holds' }, refusal: 'accounts.code_not_valid' }),
})
