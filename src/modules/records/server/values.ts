import { selectActorNames } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { failer, missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Payload } from '../contract/payload.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh>()

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
