import type { Language } from '#platform/contract/fields.ts'
import { en } from '../messages.en.ts'
import { zh } from '../messages.zh.ts'
import type { Say } from './sentences.ts'

const MESSAGES: Record<Language, Record<string, string>> = { zh, en }

/** The words of rules in one language, whoever reads them: a signed sentence does not depend on a reader. */
export const sayIn =
  (language: Language): Say =>
  (key, data = {}) => {
    const words = MESSAGES[language]
    const form = new Intl.PluralRules(language).select(Number(data.count ?? 0))
    const text = words[key] ?? words[`${key}_${form}`] ?? key
    return text.replace(/{{(\w+)}}/g, (_, name: string) => String(data[name] ?? ''))
  }
