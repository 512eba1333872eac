import { failer } from '#platform/contract/errors.ts'
import type { zh as leaving } from '../messages.leaving.zh.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh & typeof leaving>()
