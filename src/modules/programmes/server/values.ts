import { failer } from '#platform/contract/errors.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh>()

/** Two columns as one bilingual value; null where the Chinese one is empty. */
export function bilingual(zh: string | null, en: string | null): Bilingual | null {
  return zh === null ? null : { zh, en }
}
