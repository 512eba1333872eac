import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { Language } from '#platform/contract/fields.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import { useNavPages } from '#platform/web/shell/nav-context.ts'
import type { search } from '../contract.ts'

/** One line of the search dialog. */
export type Option = { id: string; group: string; title: string; note: string; to: string }
type Groups = AnswerOf<typeof search>['groups']

const PAGES_AT_ONCE = 6

/** Pages of the navigation whose name holds what was typed; all of them while nothing was. */
export function usePages(typed: string): Option[] {
  const { t } = useTranslation()
  const wanted = typed.trim().toLowerCase()
  return useNavPages()
    .map(page => ({
      id: page.path,
      group: t('house.search.pages'),
      title: t(page.key),
      note: '',
      to: page.path,
    }))
    .filter(page => page.title.toLowerCase().includes(wanted))
    .slice(0, PAGES_AT_ONCE)
}

/** What was found, kind by kind, and the pages last; before anything is typed the pages alone. */
export function optionsOf(groups: Groups, pages: Option[]): Option[] {
  const language: Language = i18next.language === 'en' ? 'en' : 'zh'
  const found = groups.flatMap(({ kind, hits }) => {
    const key = `search.kind.${kind}`
    const group = i18next.exists(key) ? String(i18next.t(key as never)) : kind
    return hits.map(hit => ({
      id: hit.id,
      group,
      title: inLanguage(hit.title, language),
      note: hit.note ? inLanguage(hit.note, language) : '',
      to: hit.to,
    }))
  })
  return [...found, ...pages]
}
