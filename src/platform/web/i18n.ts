import type { Locale } from 'antd/es/locale'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../contract/fields.ts'

export type Words = Record<string, string>
/** How each set of words is fetched; `early` is what stands on every page and on those before signing in. */
export type WordLoaders = Record<string, Record<Language, () => Promise<{ default: Words }>>>

const COOKIE_SECONDS = 31_536_000
const antdLocales: Partial<Record<Language, Locale>> = {}
let loaders: WordLoaders

/** Ant Design's own words in one language, fetched once. */
async function loadLocale(language: Language): Promise<void> {
  if (antdLocales[language]) return
  const locale = await (language === 'zh' ? import('antd/es/locale/zh_CN') : import('antd/es/locale/en_US'))
  antdLocales[language] = locale.default
}

/** The sets that have been asked for; a change of language brings them all. */
const asked = new Set<string>()
const fetched = new Map<string, Promise<void>>()

/** Fetches sets of words in a language, the present one when left out, each once. A page waits for its own. */
export async function loadWords(
  sets: readonly string[],
  language = i18next.language as Language,
): Promise<void> {
  await Promise.all(
    sets.map(set => {
      asked.add(set)
      const key = `${set}.${language}`
      const found = fetched.get(key) ?? fetchWords(set, language)
      fetched.set(key, found)
      found.catch(() => fetched.delete(key))
      return found
    }),
  )
}

async function fetchWords(set: string, language: Language): Promise<void> {
  const load = loaders[set]?.[language]
  if (!load) throw new Error(`there are no words "${set}"`)
  i18next.addResourceBundle(language, 'translation', (await load()).default, true)
}

/** The language the server saw as well: the cookie, else what it wrote into the page. */
function chosenLanguage(): Language {
  const cookie = /(?:^|;\s*)language=(zh|en)/.exec(document.cookie)?.[1]
  return (cookie ?? document.documentElement.lang).startsWith('en') ? 'en' : 'zh'
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/** Prepares these words of the reader's language; the other one is fetched when it is chosen. */
export async function startLanguages(words: WordLoaders, first: readonly string[]): Promise<void> {
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
    // What comes later fills the places that wait for it.
    react: { useSuspense: false, bindI18nStore: 'added' },
    // A key in place of a word is a fault of ours: it stands in the console, where the journeys look.
    saveMissing: true,
    missingKeyHandler: (languages, _, key) => {
      console.error(`no word for ${key} in ${languages.join()}`)
      void loadWords(Object.keys(loaders))
    },
  })
  await Promise.all([loadLocale(language), loadWords(first, language)])
  showLanguage(language)
  await i18next.changeLanguage(language)
}

/** Switches words, dates, controls and `html lang` without a reload; a page opened meanwhile knows it by the cookie. */
export async function setLanguage(language: Language): Promise<void> {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not everywhere yet
  document.cookie = `language=${language}; Path=/; Max-Age=${COOKIE_SECONDS}; SameSite=Lax${secure}`
  await Promise.all([loadLocale(language), loadWords([...asked], language)])
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
