import type { Locale } from 'antd/es/locale'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../contract/fields.ts'

export type Words = Record<string, string>
export type WordLoaders = Record<Language, () => Promise<Words>>

const COOKIE_SECONDS = 31_536_000
const antdLocales: Partial<Record<Language, Locale>> = {}
let loaders: WordLoaders

/** The words of one language and Ant Design's own, fetched once. */
async function load(language: Language): Promise<void> {
  if (antdLocales[language]) return
  const [words, locale] = await Promise.all([
    loaders[language](),
    language === 'zh' ? import('antd/es/locale/zh_CN') : import('antd/es/locale/en_US'),
  ])
  i18next.addResourceBundle(language, 'translation', words)
  antdLocales[language] = locale.default
}

/** The language the server saw as well: the cookie, else what it wrote into the page. */
function chosenLanguage(): Language {
  const cookie = /(?:^|;\s*)language=(zh|en)/.exec(document.cookie)?.[1]
  return (cookie ?? document.documentElement.lang).startsWith('en') ? 'en' : 'zh'
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/** Prepares the words of the reader's language; the other one is fetched when it is chosen. */
export async function startLanguages(words: WordLoaders): Promise<void> {
  loaders = words
  const language = chosenLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    supportedLngs: ['zh', 'en'],
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  await load(language)
  showLanguage(language)
  await i18next.changeLanguage(language)
}

/** Switches words, dates, controls and `html lang` at once, and lets the server know by cookie. */
export async function setLanguage(language: Language): Promise<void> {
  await load(language)
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not everywhere yet
  document.cookie = `language=${language}; Path=/; Max-Age=${COOKIE_SECONDS}; SameSite=Lax${secure}`
  showLanguage(language)
  await i18next.changeLanguage(language)
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh'
}

/** Ant Design's words in the present language, which `startLanguages` and `setLanguage` have loaded. */
export function useAntdLocale(): Locale | undefined {
  return antdLocales[useLanguage()]
}
