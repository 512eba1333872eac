import { failer, missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh>()

/** Credits go by tenths in the books. */
export const tenths = (credits: number): number => Math.round(credits * 10)

export const ownOrganisation = (context: Pick<Context, 'signedIn'>): string =>
  context.signedIn().organisationId ?? missing()
