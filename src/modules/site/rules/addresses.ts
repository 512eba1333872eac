import type { Language } from '#platform/contract/fields.ts'

/** A page of the public site. Each has one address in each language, and that address stays. */
export type SitePage =
  | { kind: 'front' }
  | { kind: 'group'; group: string }
  | { kind: 'members'; group: string }
  | { kind: 'news'; group: string }
  | { kind: 'notice'; group: string; id: string }
  | { kind: 'member'; code: string }
/** What else has an address there: the feed of a group's news, and the ways into the platform. */
export type SiteAddress =
  | SitePage
  | { kind: 'feed'; group: string }
  | { kind: 'join'; group: string }
  | { kind: 'sign_in' }

export const GROUP_ADDRESS = { shortest: 2, longest: 40 } as const
/** Words that stand where a group's address does. */
const TAKEN = ['members', 'sign-in', 'zh', 'en']

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
/** An organisation's code as addresses write it; the code itself has capitals. */
const CODE = /^[a-z][a-z0-9]{1,11}$/

/** Whether a group may be found under this: small letters, digits and single hyphens. */
export function isGroupAddress(text: string): boolean {
  const { shortest, longest } = GROUP_ADDRESS
  const fits = text.length >= shortest && text.length <= longest && !TAKEN.includes(text)
  return fits && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text)
}

/** The path of a page in a language. */
export function pathOf(page: SiteAddress, language: Language): string {
  return `/site/${[language, ...parts(page)].join('/')}`
}

function parts(page: SiteAddress): string[] {
  switch (page.kind) {
    case 'front':
      return []
    case 'sign_in':
      return ['sign-in']
    case 'member':
      return ['members', page.code.toLowerCase()]
    case 'group':
      return [page.group]
    case 'notice':
      return [page.group, 'news', page.id]
    case 'feed':
      return [page.group, 'news.atom']
    default:
      return [page.group, page.kind]
  }
}

/** The page and the language that a path names, or nothing; the very path that `pathOf` gives and no other. */
export function readPath(path: string): { page: SiteAddress; language: Language } | undefined {
  const [empty, site, language, first, second, third, ...rest] = path.split('/')
  if (empty !== '' || site !== 'site' || (language !== 'zh' && language !== 'en') || rest.length > 0)
    return undefined
  const page = pageOf(first, second, third)
  return page && { page, language }
}

function pageOf(first?: string, second?: string, third?: string): SiteAddress | undefined {
  if (first === undefined) return { kind: 'front' }
  if (first === 'sign-in' && second === undefined) return { kind: 'sign_in' }
  if (first === 'members')
    return second !== undefined && CODE.test(second) && third === undefined
      ? { kind: 'member', code: second }
      : undefined
  if (!isGroupAddress(first)) return undefined
  const group = first
  if (second === undefined) return { kind: 'group', group }
  if (second === 'news' && third !== undefined)
    return UUID.test(third) ? { kind: 'notice', group, id: third } : undefined
  if (third !== undefined) return undefined
  if (second === 'members' || second === 'news' || second === 'join') return { kind: second, group }
  return second === 'news.atom' ? { kind: 'feed', group } : undefined
}

/** The language of a path below the site, also where it names no page. */
export function languageOfPath(path: string): Language | undefined {
  return /^\/site\/(zh|en)(?:\/|$)/.exec(path)?.[1] as Language | undefined
}

/** Pages of a list are numbered from 1; anything else is no page. */
export function readPageNumber(value: unknown, most: number): number | undefined {
  if (value === undefined) return 1
  if (typeof value !== 'string' || !/^[1-9]\d{0,4}$/.test(value)) return undefined
  return Number(value) <= most ? Number(value) : undefined
}
