import { en as accounts } from '#modules/accounts/messages.en.ts'
import { en as platform } from '#platform/messages.en.ts'
import type { zh } from './messages.zh.ts'

/** Every module's words in English. */
export const en: Record<keyof typeof zh, string> = { ...platform, ...accounts }
