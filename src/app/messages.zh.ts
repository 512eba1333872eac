import { zh as accounts } from '#modules/accounts/messages.zh.ts'
import { zh as platform } from '#platform/messages.zh.ts'

/** Every module's words in Chinese. */
export const zh = { ...platform, ...accounts }
