import { type Token, tokens } from './fold.ts'
import { isSound, readHan, readingsOf } from './pinyin.ts'
import { synonymTokens } from './synonym-index.ts'

/** Characters of a text that are indexed; what comes later is not found. */
export const TEXT_MOST = 2000
/** Terms of one text. */
export const TERMS_MOST = 4000
/** Words are compared by so many characters, when indexing and when searching. */
const WORD_MOST = 20
const QUERY_MOST = 100
const QUERY_TERMS_MOST = 32
/** Characters of one run that are spelled in pinyin. */
const SPELLED_MOST = 24
const OTHER_READINGS_MOST = 3

/**
 * What a text is found by, for a column `grams text[]` under a GIN index:
 * single Han characters and pairs of them, every beginning of every other word, and the same for words of
 * the field that mean the same. `name` (persons, organisations, places) adds the pinyin in every way it is
 * typed: whole, from any syllable on, initials, surname with initials; and leaves synonyms out.
 */
export function searchTerms(text: string, options: { name?: boolean } = {}): string[] {
  const terms = new Set<string>()
  const parts = tokens(text.slice(0, TEXT_MOST))
  for (const part of parts) addToken(terms, part, options.name === true)
  if (!options.name) for (const part of synonymTokens(parts)) addToken(terms, part, false)
  const all = [...terms]
  return all.length > TERMS_MOST ? all.slice(0, TERMS_MOST) : all
}

/**
 * What a text's terms must all contain to match: `grams @> queryTerms(query)`. The last word may be half
 * typed. An empty answer means that there is nothing to search for, which SQL would take for everything:
 * ask for `length > 0` first.
 */
export function queryTerms(query: string): string[] {
  const terms = new Set<string>()
  for (const { han, text } of tokens(query.slice(0, QUERY_MOST))) {
    if (!han) terms.add(cut(text))
    else {
      const characters = Array.from(text)
      if (characters.length === 1) terms.add(text)
      for (let i = 1; i < characters.length; i++) terms.add(`${characters[i - 1]}${characters[i]}`)
    }
  }
  return [...terms].slice(0, QUERY_TERMS_MOST)
}

function addToken(terms: Set<string>, { han, text }: Token, name: boolean): void {
  if (!han) {
    addBeginnings(terms, text)
    return
  }
  const characters = Array.from(text)
  for (let i = 0; i < characters.length; i++) {
    terms.add(characters[i] ?? '')
    if (i > 0) terms.add(`${characters[i - 1]}${characters[i]}`)
  }
  if (name) addSpellings(terms, text, characters)
}

function addSpellings(terms: Set<string>, run: string, characters: string[]): void {
  const sounds = readHan(run)
    .slice(0, SPELLED_MOST)
    .map(syllable => syllable.sound)
  addSpelling(terms, sounds)
  let others = 0
  for (let i = 0; i < sounds.length; i++) {
    for (const reading of readingsOf(characters[i] ?? '')) {
      if (reading === sounds[i] || others >= OTHER_READINGS_MOST) continue
      others++
      addSpelling(terms, sounds.with(i, reading), Math.max(0, i - 1), i + 1)
    }
  }
}

/** Adds the spellings that begin at the syllables from `from` up to `to`. */
function addSpelling(terms: Set<string>, sounds: string[], from = 0, to = sounds.length): void {
  for (let start = from; start < to; start++) {
    const first = sounds[start] ?? ''
    let whole = ''
    let initials = ''
    for (let i = start; i < sounds.length && whole.length < WORD_MOST; i++) {
      const sound = sounds[i] ?? ''
      // A character that no table reads ends what can be typed.
      if (!isSound(sound)) break
      whole += sound
      initials += sound[0]
      terms.add(cut(initials))
    }
    addBeginnings(terms, whole)
    for (let i = 2; i <= initials.length; i++) terms.add(cut(first + initials.slice(1, i)))
  }
}

function addBeginnings(terms: Set<string>, word: string): void {
  const length = Math.min(word.length, WORD_MOST)
  for (let end = 1; end <= length; end++) {
    const beginning = cut(word.slice(0, end))
    if (beginning !== '') terms.add(beginning)
  }
}

/** The compared part of a word; never half of a character. */
function cut(word: string): string {
  const short = word.length > WORD_MOST ? word.slice(0, WORD_MOST) : word
  return isHighSurrogate(short.charCodeAt(short.length - 1)) ? short.slice(0, -1) : short
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
