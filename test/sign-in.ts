import { createHmac, randomBytes } from 'node:crypto'
import { authSecret } from '#modules/accounts/server/auth-secret.ts'
import { sessionCookie } from '#modules/accounts/server/cookies.ts'
import type { TestApp, TestClient } from './app.ts'

type Account = { personId: string; affiliationId: string | null; email?: string; passwordHash?: string }

/** The sign-in side of a person; without password nobody can use it but `signInAs`. */
export async function addAccount({ services }: Pick<TestApp, 'services'>, account: Account): Promise<void> {
  const email = account.email ?? `${account.personId}@no-mail.invalid`
  await services.systemPool.query(
    `insert into auth.users (id, name, email, email_verified) values ($1, '测试', $2, $3) on conflict do nothing`,
    [account.personId, email, account.email !== undefined],
  )
  if (account.passwordHash)
    await services.systemPool.query(
      `insert into auth.credentials (user_id, account_id, provider_id, password)
       values ($1::uuid, $1::uuid::text, 'credential', $2) on conflict do nothing`,
      [account.personId, account.passwordHash],
    )
}

/** The value of the cookie of a new session, as if this person had signed in and chosen the affiliation. */
export async function sessionOf({ services }: Pick<TestApp, 'services'>, account: Account): Promise<string> {
  await addAccount({ services }, account)
  const token = randomBytes(24).toString('base64url')
  await services.systemPool.query(
    `insert into auth.sessions (expires_at, token, updated_at, user_id, affiliation_id)
     values (now() + interval '1 day', $1, now(), $2, $3)`,
    [token, account.personId, account.affiliationId],
  )
  const signature = createHmac('sha256', authSecret(services)).update(token).digest('base64')
  return encodeURIComponent(`${token}.${signature}`)
}

/** A client with a session of its own. */
export async function signInAs(app: TestApp, account: Account, address?: string): Promise<TestClient> {
  const client = app.client(address)
  client.cookies.set(sessionCookie(app.services.config), await sessionOf(app, account))
  return client
}
