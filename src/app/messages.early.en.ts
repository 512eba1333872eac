import { en as accounts } from '#modules/accounts/messages.en.ts'
import { en as platform } from '#platform/messages.en.ts'
import { en as web } from '#platform/web/messages.en.ts'
import type { early as zh } from './messages.early.zh.ts'

/** What the frame and the pages before signing in say, in English. */
export const early: Record<keyof typeof zh, string> = {
  ...platform,
  ...web,
  ...accounts,
}
