import './world.ts'
import { z } from 'zod'
import { ROLES, SCOPES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant, language } from '#platform/contract/fields.ts'
import { act, anyone, ownAccount } from '../policy.ts'

const role = z.enum([...ROLES, 'person'])
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
/** As typed: never trimmed, at most as long as it is hashed. */
export const password = z.string().min(1).max(128)
const factorCode = z.string().trim().max(20)

export const affiliationChoice = z.object({
  id,
  role: z.enum(ROLES),
  organisation: bilingual,
  organisationId: id,
  /** Only where one acts for a group itself. */
  groupId: id.nullable(),
  group: bilingual.nullable(),
  className: z.string().nullable(),
  name: z.string(),
  number: z.string().nullable(),
})

export const notice = z.object({
  id,
  kind: z.enum([
    'password_reset_by_organisation',
    'password_reset_by_mail',
    'password_changed',
    'second_factor_disabled',
    'recovery_code_used',
    'email_changed',
  ]),
  organisation: bilingual.nullable(),
  at: instant,
})

export const sessionAnswer = z.object({
  /** Whether this is the demo group, where people can be tried. */
  demo: z.boolean(),
  viewer: z
    .object({
      personId: id,
      affiliationId: id.nullable(),
      role,
      organisationId: id.nullable(),
      groupId: id.nullable(),
      scopes: z.array(z.enum(SCOPES)).optional(),
    })
    .nullable(),
  person: z.object({ name: z.string(), language }).nullable(),
  /** What the person can act in today, the oldest first. */
  affiliations: z.array(affiliationChoice),
  /** What happened to the account since it was last looked at. */
  notices: z.array(notice),
})
export type SessionAnswer = z.infer<typeof sessionAnswer>
export type AffiliationChoice = z.infer<typeof affiliationChoice>

export const getSession = endpoint({
  id: 'accounts.getSession',
  method: 'GET',
  path: '/api/accounts/session',
  summary: 'Who is asking, and as whom they can act.',
  permission: anyone,
  answer: sessionAnswer,
  example: () => ({}),
})

export const signInBody = z.discriminatedUnion('with', [
  z.object({ with: z.literal('email'), email, password, remember: z.boolean().default(false) }),
  z.object({
    with: z.literal('number'),
    organisation: z.string().trim().toUpperCase().min(2).max(12),
    number: z.string().trim().min(1).max(40),
    password,
    remember: z.boolean().default(false),
  }),
])
export type SignInBody = z.infer<typeof signInBody>

const signInAnswer = z.object({ state: z.enum(['signed_in', 'totp_required']) })

export const signIn = endpoint({
  id: 'accounts.signIn',
  method: 'POST',
  path: '/api/accounts/sign-in',
  summary: 'Sign in with an e-mail address, or an organisation’s code and a number, and a password.',
  permission: anyone,
  body: signInBody,
  answer: signInAnswer,
  limit: 300,
  secret: true,
  example: world => ({
    body: { with: 'email', email: world.account.email, password: world.account.password },
  }),
})

export const signInTotp = endpoint({
  id: 'accounts.signInTotp',
  method: 'POST',
  path: '/api/accounts/sign-in/totp',
  summary: 'The second step of signing in: the code of the authenticator.',
  permission: anyone,
  body: z.object({ code: factorCode }),
  answer: signInAnswer,
  limit: 120,
  secret: true,
  example: () => ({ body: { code: '000000' }, refusal: 'accounts.challenge_over' }),
})

export const signInRecoveryCode = endpoint({
  id: 'accounts.signInRecoveryCode',
  method: 'POST',
  path: '/api/accounts/sign-in/recovery-code',
  summary: 'The second step of signing in with one of the recovery codes, which is then used up.',
  permission: anyone,
  body: z.object({ code: factorCode }),
  answer: signInAnswer,
  limit: 120,
  secret: true,
  example: () => ({ body: { code: 'abcde-fghij' }, refusal: 'accounts.challenge_over' }),
})

export const signOut = endpoint({
  id: 'accounts.signOut',
  method: 'POST',
  path: '/api/accounts/sign-out',
  summary: 'End the session of this browser.',
  permission: anyone,
  answer: 'nothing',
  example: () => ({}),
})

export const switchActing = endpoint({
  id: 'accounts.switchActing',
  method: 'POST',
  path: '/api/accounts/acting',
  summary: 'Act in another of one’s own affiliations.',
  permission: act,
  body: z.object({ affiliationId: id }),
  answer: sessionAnswer,
  example: ({ account }) => ({
    body: { affiliationId: account.affiliationId },
    subject: { personId: account.personId },
  }),
})

export const setLanguage = endpoint({
  id: 'accounts.setLanguage',
  method: 'POST',
  path: '/api/accounts/language',
  summary: 'The language the platform writes to this person in.',
  permission: ownAccount,
  body: z.object({ language }),
  answer: 'nothing',
  example: () => ({ body: { language: 'zh' } }),
})

export const seeNotices = endpoint({
  id: 'accounts.seeNotices',
  method: 'POST',
  path: '/api/accounts/notices/seen',
  summary: 'The notices shown so far have been read.',
  permission: ownAccount,
  answer: 'nothing',
  example: () => ({}),
})
