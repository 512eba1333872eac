import { readHan } from '#platform/server/search/pinyin.ts'
import { searchTerms } from '#platform/server/search/search-terms.ts'
import { sortKey } from '#platform/server/search/sort-key.ts'

const HAN = /^\p{Script=Han}+$/u
/** Surnames of two characters that occur today; every other surname has one. */
const COMPOUND =
  /^(?:欧阳|司马|上官|诸葛|尉迟|皇甫|令狐|东方|慕容|公孙|夏侯|长孙|宇文|司徒|端木|轩辕|独孤|南宫|呼延|百里|东郭|闻人|澹台|公冶|太史|钟离|鲜于)./u

/** "欧阳小雨" as "Ouyang Xiaoyu" (GB/T 28039-2011 order); null when the name is not written in Chinese alone. */
export function latinName(name: string): string | null {
  const compact = name.replaceAll(/[\s·•]/g, '')
  if (!HAN.test(compact)) return null
  const sounds = readHan(compact).map(syllable => syllable.sound.replace('v', 'ü'))
  if (sounds.some(sound => !/^[a-zü]+$/.test(sound))) return null
  const family = COMPOUND.test(compact) ? 2 : 1
  return [sounds.slice(0, family), sounds.slice(family)]
    .map(part => part.join(''))
    .filter(part => part !== '')
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
    .slice(0, 100)
}

/** What an affiliation is sorted and found by, from what its organisation wrote. */
export function affiliationText(entry: { name: string; number: string | null; nameLatin?: string | null }): {
  nameLatin: string | null
  sortKey: string
  grams: string[]
} {
  const nameLatin = entry.nameLatin ?? latinName(entry.name)
  const found = [entry.name, nameLatin, entry.number].filter(part => part !== null).join(' ')
  return { nameLatin, sortKey: sortKey(entry.name), grams: searchTerms(found, { name: true }) }
}

type Names = { zh: string; en: string | null } | null

/** What an organisation is sorted and found by: its names, its code, its place, and its fields with synonyms. */
export function organisationText(entry: {
  name: { zh: string; en: string | null }
  short: Names
  code: string
  region: Names
  fields: { zh: string[]; en: string[] }
}): { sortKey: string; grams: string[] } {
  const names = [entry.name, entry.short, entry.region].flatMap(part =>
    part ? [part.zh, part.en ?? ''] : [],
  )
  const grams = new Set(searchTerms([...names, entry.code].join(' '), { name: true }))
  for (const term of searchTerms([...entry.fields.zh, ...entry.fields.en].join(' '))) grams.add(term)
  return { sortKey: sortKey(entry.name.zh), grams: [...grams] }
}

/** What something offered or sought is found by: its title and note, with synonyms. */
export function capabilityGrams(entry: {
  title: { zh: string; en: string | null }
  note: { zh: string; en: string | null } | null
}): string[] {
  const { title, note } = entry
  return [...searchTerms([title.zh, title.en, note?.zh, note?.en].filter(Boolean).join(' '))]
}
