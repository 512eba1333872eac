import type { BetterAuthPlugin } from 'better-auth'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { Kysely, PostgresDialect } from 'kysely'
import { z } from 'zod'
import type { Services } from '#platform/server/context.ts'
import { authSecret } from './auth-secret.ts'
import { ADDRESS_HEADER, cookiePrefix, isHttps } from './cookies.ts'
import { selectStartingAffiliation } from './queries/sessions.ts'

/** A session ends after this many days at the latest, whatever its holder does. */
export const SESSION_DAYS = 30
export const PASSWORD_MAX = 128

/** Opens a session for a person whom one of our use cases has identified; never reachable over HTTP. */
const openSession = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ personId: z.uuid(), affiliationId: z.uuid().nullable() }) },
      async ctx => {
        const { personId, affiliationId } = ctx.body
        const user = await ctx.context.internalAdapter.findUserById(personId)
        if (!user) throw new Error('a session for a person without an account')
        const session = await ctx.context.internalAdapter.createSession(
          personId,
          true,
          affiliationId ? { affiliationId } : undefined,
        )
        await setSessionCookie(ctx, { session, user }, true)
        return ctx.json({ sessionId: session.id })
      },
    ),
  },
} satisfies BetterAuthPlugin

function createAuth(services: Services) {
  const { config, systemPool, system } = services
  // Without the plugin that turns names into camelCase: better-auth maps its own.
  const kysely = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: systemPool }) })
  return betterAuth({
    appName: 'Overpass',
    baseURL: config.PUBLIC_URL ?? 'http://localhost',
    basePath: '/unused',
    secret: authSecret(services),
    database: { db: kysely.withSchema('auth'), type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: PASSWORD_MAX,
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sessions',
      expiresIn: SESSION_DAYS * 86_400,
      disableSessionRefresh: true,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        affiliationId: { type: 'string', required: false, input: false, fieldName: 'affiliation_id' },
      },
    },
    account: {
      modelName: 'credentials',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async session => ({
            data: {
              ...session,
              userAgent: session.userAgent?.slice(0, 300),
              affiliationId:
                session.affiliationId ?? (await selectStartingAffiliation(system, session.userId)),
            },
          }),
        },
      },
    },
    advanced: {
      database: { generateId: 'uuid' },
      cookiePrefix: cookiePrefix(config),
      useSecureCookies: false, // our prefix says `__Host-` where it can, which is stricter
      defaultCookieAttributes: { secure: isHttps(config), httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: [
      openSession,
      twoFactor({
        issuer: 'Overpass',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factors',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  })
}

export type Auth = ReturnType<typeof createAuth>

const made = new WeakMap<object, Auth>()

/** better-auth on this process's services, made at the first use. */
export function authOf(services: Services): Auth {
  let auth = made.get(services.systemPool)
  if (!auth) {
    auth = createAuth(services)
    made.set(services.systemPool, auth)
  }
  return auth
}
