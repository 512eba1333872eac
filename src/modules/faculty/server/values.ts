import { failer } from '#platform/contract/errors.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh>()
/** The problem of one field of the body, in the words of that code. */
export const problem = (field: string, code: string) => [{ path: `body.${field}`, code }]
