import type { ErrorData } from '#platform/contract/errors.ts'
import { type Bilingual, inLanguage, type Language } from '#platform/contract/fields.ts'

/** What a letter tells: numbers, titles of notices and links; nobody's name but its reader's own. */
export type LetterFacts = {
  open: number
  overdue: number
  /** The newest first. */
  notices: readonly Bilingual[]
  /** Unread ones beyond those named. */
  moreNotices: number
  links: { todos: string; notices: string; settings: string; stop: string }
}
type Text = (language: Language, key: string, data?: ErrorData) => string

export const LETTER_TITLES = 10

function part(text: Text, language: Language, facts: LetterFacts): string {
  const { open, overdue, notices, moreNotices, links } = facts
  const paragraphs: string[] = [text(language, 'information.letter.hello')]
  if (open > 0) {
    const lines = [text(language, 'information.letter.open', { count: open })]
    if (overdue > 0) lines.push(text(language, 'information.letter.overdue', { count: overdue }))
    paragraphs.push([...lines, links.todos].join('\n'))
  }
  if (notices.length > 0) {
    const titles = notices.map(title => `- ${inLanguage(title, language)}`)
    if (moreNotices > 0) titles.push(text(language, 'information.letter.more', { count: moreNotices }))
    paragraphs.push([text(language, 'information.letter.notices'), ...titles, links.notices].join('\n'))
  }
  paragraphs.push(text(language, 'information.letter.stop', links))
  return paragraphs.join('\n\n')
}

/** One letter in the language its reader chose, or in both, the Chinese part first. */
export function writeLetter(
  text: Text,
  language: Language | 'both',
  facts: LetterFacts,
): { subject: string; text: string } {
  const languages: Language[] = language === 'both' ? ['zh', 'en'] : [language]
  const count = facts.open + facts.notices.length + facts.moreNotices
  return {
    subject: languages.map(one => text(one, 'information.letter.subject', { count })).join(' / '),
    text: `${languages.map(one => part(text, one, facts)).join('\n\n——\n\n')}\n`,
  }
}
