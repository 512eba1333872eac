import { Failure, failer } from '#platform/contract/errors.ts'
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
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
