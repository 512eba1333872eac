import { readBlocks } from '#modules/information/server/index.ts'
import { type Bilingual, inLanguage, type Language } from '#platform/contract/fields.ts'
import type { Text } from '#platform/server/text.ts'
import type { zh } from '../messages.zh.ts'
import { pathOf, type SiteAddress, type SitePage } from '../rules/addresses.ts'
import { html, type Markup } from './html.ts'
import type { PublicGroup } from './queries.ts'

export type Word = keyof typeof zh
type Values = Record<string, string | number>

/** What every page needs to write itself: the words and dates of its language, and where it stands. */
export type Pen = {
  language: Language
  /** `https://overpass.example.org`, for addresses that leave the page: canonical, feeds, structured data. */
  origin: string
  stylesheet: string | null
  say(key: Word, values?: Values): string
  /** Words of another module, which a value of the database chooses. */
  word(key: string): string
  name(value: Bilingual): string
  /** A name as markup: marked as Chinese where an English page has nothing else. */
  named(value: Bilingual): Markup
  day(value: string | Date): string
  path(page: SiteAddress): string
  url(page: SiteAddress): string
}

export function penOf(
  text: Text,
  { language, origin, stylesheet }: Pick<Pen, 'language' | 'origin' | 'stylesheet'>,
): Pen {
  const days = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...({ year: 'numeric', month: 'long', day: 'numeric' } as const),
    timeZone: 'Asia/Shanghai',
  })
  const path = (page: SiteAddress) => pathOf(page, language)
  const name = (value: Bilingual) =>
    language === 'en' && value.en ? straight(value.en) : inLanguage(value, language)
  return {
    ...{ language, origin, stylesheet, path },
    say: (key, values) => text(language, key, values),
    word: key => text(language, key),
    name,
    named: value =>
      language === 'en' && !value.en ? html`<span lang="zh-CN">${value.zh}</span>` : html`${name(value)}`,
    day: value => days.format(typeof value === 'string' ? new Date(`${value}T12:00:00+08:00`) : value),
    url: page => `${origin}${path(page)}`,
  }
}

/** The fonts we serve set curly marks as wide as a Han character, which tears English words apart. */
const straight = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')

export type Crumb = { label: string; page: SitePage }

/** One page, before it is set into the frame. */
export type View = {
  page: SitePage
  /** The number of a page of a list, from the second on. */
  number?: number
  title: string
  description: string
  /** The group in whose frame it stands. */
  group: PublicGroup | null
  trail: Crumb[]
  body: Markup
  /** Structured data of schema.org. */
  data: object[]
  article?: { publishedAt: Date; editedAt: Date | null }
}

/** The beginning of a text for a line that tells what it is about: its first paragraph without marks. */
export function beginning(text: string, most = 155): string {
  const blocks = readBlocks(text)
  const first = blocks.find(block => block.kind === 'paragraph')
  const line = (first?.lines ?? []).map(runs => runs.map(run => run.text).join('')).join(' ')
  return [...line].length <= most ? line : `${[...line].slice(0, most - 1).join('')}…`
}

/** An address elsewhere that a page may link to; null for anything but the web. */
export function webAddress(value: string | null): string | null {
  const url = value === null ? null : URL.parse(value)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
