import { selectActorNames } from '#modules/members/server/index.ts'
import { Failure, failer } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Payload } from '../contract/payload.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh>()

/** Nothing there, or nothing for this viewer: the same answer. */
export function missing(): never {
  throw new Failure('missing', 'missing')
}

/** Somebody else was faster: the answer names the version that is there now. */
export function stale(version: number): never {
  throw new Failure('conflict', 'stale', { version })
}

/** Today as the groups' members count days. */
export const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

/** The day that many days after another, or before it. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** What happened cannot lie ahead. */
export function checkDay(day: string, path = 'body.day'): void {
  if (day > today()) fail('unprocessable', 'records.day_ahead', undefined, [{ path, code: 'invalid' }])
}

/** Who acts, as entries are signed: where they act, and the name they stand under there. */
export async function signatureOf(context: Pick<Context, 'db' | 'signedIn'>): Promise<Payload['recordedBy']> {
  const { affiliationId, organisationId } = context.signedIn()
  const names = await selectActorNames(context.db, affiliationId ? [affiliationId] : [])
  return { affiliationId, organisationId, name: names.get(affiliationId ?? '') ?? '' }
}

/** The organisation the viewer acts for; lists are always of this one. */
export const ownOrganisation = (context: Pick<Context, 'signedIn'>): string =>
  context.signedIn().organisationId ?? missing()
