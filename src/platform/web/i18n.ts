import type { Locale } from 'antd/es/locale'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../contract/fields.ts'

export type Words = Record<string, string>
/** `early`: what the frame and the pages before signing in say. `all`: what the functions of the group say. */
export type WordLoaders = Record<'early' | 'all', Record<Language, () => Promise<Words>>>

const COOKIE_SECONDS = 31_536_000
const antdLocales: Partial<Record<Language, Locale>> = {}
let loaders: WordLoaders

/** The early words of one language and Ant Design's own, fetched once. */
async function load(language: Language): Promise<void> {
  if (antdLocales[language]) return
  const [words, locale] = await Promise.all([
    loaders.early[language](),
    language === 'zh' ? import('antd/es/locale/zh_CN') : import('antd/es/locale/en_US'),
  ])
  i18next.addResourceBundle(language, 'translation', words, true)
  antdLocales[language] = locale.default
}

const complete = new Set<Language>()
/** Whether a page has been opened that needs all words; from then on a change of language brings them too. */
let allNeeded = false

/** All words of the present language; pages but the early ones wait for them. */
export async function loadAllWords(language = i18next.language as Language): Promise<void> {
  allNeeded = true
  if (complete.has(language)) return
  i18next.addResourceBundle(language, 'translation', await loaders.all[language](), true)
  complete.add(language)
}

/** The language the server saw as well: the cookie, else what it wrote into the page. */
function chosenLanguage(): Language {
  const cookie = /(?:^|;\s*)language=(zh|en)/.exec(document.cookie)?.[1]
  return (cookie ?? document.documentElement.lang).startsWith('en') ? 'en' : 'zh'
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/** Prepares the words of the reader's language, the early ones or all; the other one is fetched when it is chosen. */
export async function startLanguages(words: WordLoaders, early: boolean): Promise<void> {
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
    // A key in place of a word is a fault of ours: it stands in the console, where the journeys look.
    saveMissing: true,
    missingKeyHandler: (languages, _, key) => console.error(`no word for ${key} in ${languages.join()}`),
  })
  await Promise.all([load(language), early || loadAllWords(language)])
  showLanguage(language)
  await i18next.changeLanguage(language)
}

/** Switches words, dates, controls and `html lang` at once, and lets the server know by cookie. */
export async function setLanguage(language: Language): Promise<void> {
  await Promise.all([load(language), allNeeded && loadAllWords(language)])
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
