import i18next from 'i18next'
import type { ErrorData } from '../contract/errors.ts'
import type { Language } from '../contract/fields.ts'

export type Text = (language: Language, key: string, data?: ErrorData) => string

/** The words of both languages for what the server writes itself: letters, documents, tables. */
export async function createText(messages: Record<Language, Record<string, string>>): Promise<Text> {
  const instance = i18next.createInstance()
  await instance.init({
    resources: { zh: { translation: messages.zh }, en: { translation: messages.en } },
    supportedLngs: ['zh', 'en'],
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  const translators = { zh: instance.getFixedT('zh'), en: instance.getFixedT('en') }
  return (language, key, data) => String(translators[language](key as never, data as never))
}
