import { Failure, failer } from '#platform/contract/errors.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh>()

export function missing(): never {
  throw new Failure('missing', 'missing')
}

export function stale(current: number): never {
  throw new Failure('conflict', 'stale', { version: current })
}
