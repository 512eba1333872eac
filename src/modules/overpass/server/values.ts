import { failer, missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { zh as admissions } from '../messages.admissions.zh.ts'
import type { zh as plans } from '../messages.plans.zh.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh & typeof admissions & typeof plans>()

export const ownOrganisation = (context: Pick<Context, 'signedIn'>): string =>
  context.signedIn().organisationId ?? missing()
