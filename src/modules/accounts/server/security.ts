import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract.ts'
import { deviceOf } from '../rules/device.ts'
import { passwordLength } from '../rules/password.ts'
import { tryCode } from './claims.ts'
import { fail } from './fail.ts'
import { inSystem } from './in-system.ts'
import { sendEmailLetter } from './jobs.ts'
import { requirePassword } from './passwords.ts'
import { insertNotice, selectAccount, selectEmailIsTaken, updateEmail } from './queries/people.ts'
import { deleteEmailConfirmation, revokeRecoveries } from './queries/recoveries.ts'
import { deleteOtherSessions, deleteOwnSession, selectSessions } from './queries/sessions.ts'
import { limitLetters } from './recovery.ts'
import { recoveryCodesLeft } from './second-factor.ts'
import { sessionCache } from './session-cache.ts'

export const getSecurity: Handler<typeof contract.getSecurity> = async context => {
  const { personId } = context.signedIn()
  const account = await selectAccount(context.system, personId)
  return {
    email: account?.email ?? null,
    hasPassword: Boolean(account?.passwordHash),
    passwordLength: passwordLength(account?.roles ?? []),
    secondFactor: account?.secondFactor ?? false,
    recoveryCodesLeft: account?.secondFactor ? await recoveryCodesLeft(context, personId) : 0,
  }
}

export const listSessions: Handler<typeof contract.listSessions> = async context => {
  const sessions = await selectSessions(context.system, context.signedIn().personId)
  return {
    rows: sessions.map(({ userAgent, ...session }) => ({
      ...session,
      ...deviceOf(userAgent),
      current: session.id === context.sessionId,
    })),
  }
}

/** Ends one own session. A stranger's id does nothing and says nothing. */
export const revokeSession: Handler<typeof contract.revokeSession> = async (context, { params }) => {
  const { personId } = context.signedIn()
  if (!(await deleteOwnSession(context.system, personId, params.id))) return undefined
  sessionCache(context.live).forgetSession(params.id)
  await context.audit({ action: 'accounts.session_revoked', subject: { kind: 'session', id: params.id } })
  return undefined
}

export const revokeOtherSessions: Handler<typeof contract.revokeOtherSessions> = async context => {
  const { personId } = context.signedIn()
  await deleteOtherSessions(context.system, personId, context.sessionId)
  sessionCache(context.live).forgetPerson(personId)
  await context.audit({ action: 'accounts.sessions_revoked', subject: { kind: 'person', id: personId } })
  return undefined
}

/** Asks an address whether it is the person's. Answers alike when another account has it. */
export const askEmailLetter: Handler<typeof contract.askEmailLetter> = async (context, { body }) => {
  const { personId } = context.signedIn()
  if (!context.mail.configured) return fail('conflict', 'accounts.no_mail')
  await requirePassword(context, body.password)
  await limitLetters(context, body.email)
  await context.enqueue(sendEmailLetter, { personId, email: body.email, language: context.language })
  return undefined
}

export const confirmEmail: Handler<typeof contract.confirmEmail> = async (context, { body }) => {
  await tryCode(context, body.code, hash =>
    inSystem(context, async (db, audit) => {
      const found = await deleteEmailConfirmation(db, hash)
      if (!found || (await selectEmailIsTaken(db, found.email))) return undefined
      await updateEmail(db, found.personId, found.email)
      await revokeRecoveries(db, found.personId)
      await insertNotice(db, { personId: found.personId, kind: 'email_changed' })
      await audit({
        action: 'accounts.email_confirmed',
        subject: { kind: 'person', id: found.personId },
        organisationId: null,
      })
      return found
    }),
  )
  return undefined
}
