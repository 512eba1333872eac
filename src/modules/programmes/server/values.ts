import { Failure, failer } from '#platform/contract/errors.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
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

/** Two columns as one bilingual value; null where the Chinese one is empty. */
export function bilingual(zh: string | null, en: string | null): Bilingual | null {
  return zh === null ? null : { zh, en }
}

/** Today as the groups' members count days. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
