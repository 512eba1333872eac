import { Failure, failer } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
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

/** The day of an instant, as the groups' members count days. */
export const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(instant))

/** Credits go by tenths in the books. */
export const tenths = (credits: number): number => Math.round(credits * 10)

export const ownOrganisation = (context: Pick<Context, 'signedIn'>): string =>
  context.signedIn().organisationId ?? missing()
