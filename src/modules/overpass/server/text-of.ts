import type { Condition } from '../rules/bridge.ts'
import { sayIn } from '../rules/say.ts'
import { conditionText, type Names } from '../rules/sentences.ts'

/** A condition as a phrase in both languages. */
export const textOf = (condition: Condition, names: Names) => ({
  zh: conditionText(condition, { names, language: 'zh', say: sayIn('zh') }),
  en: conditionText(condition, { names, language: 'en', say: sayIn('en') }),
})
