import { zh as accounts } from '#modules/accounts/messages.zh.ts'
import { zh as platform } from '#platform/messages.zh.ts'
import { zh as web } from '#platform/web/messages.zh.ts'

/** What the frame and the pages before signing in say, in Chinese. */
export const early = {
  ...platform,
  ...web,
  ...accounts,
}
