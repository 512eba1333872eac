import type { Token } from './fold.ts'
import { tokens } from './fold.ts'
import { SYNONYMS } from './synonyms.ts'

type Phrase = { words: string[]; group: number }

const hanWords = new Map<string, number[]>()
const phrases = new Map<string, Phrase[]>()
const groups = SYNONYMS.map(words => words.flatMap(word => tokens(word)))

SYNONYMS.forEach((words, group) => {
  for (const word of words) {
    const [first, ...rest] = tokens(word)
    if (!first) continue
    if (first.han && rest.length === 0) hanWords.set(first.text, [...(hanWords.get(first.text) ?? []), group])
    else {
      const phrase = { words: [first.text, ...rest.map(token => token.text)], group }
      phrases.set(first.text, [...(phrases.get(first.text) ?? []), phrase])
    }
  }
})

// Found at every position, since one word may lie inside another (动作捕捉, 动捕).
const lengths = [...new Set([...hanWords.keys()].map(word => word.length))]
const firstCharacters = new Set([...hanWords.keys()].map(word => word[0]))

/** The words to index beside a text's own, because it has a word of the same meaning. */
export function synonymTokens(text: Token[]): Token[] {
  const found = new Set<number>()
  text.forEach((token, at) => {
    if (token.han) hanGroups(token.text, found)
    for (const phrase of phrases.get(token.text) ?? [])
      if (phrase.words.every((word, i) => text[at + i]?.text === word)) found.add(phrase.group)
  })
  return [...found].flatMap(group => groups[group] ?? [])
}

function hanGroups(run: string, found: Set<number>): void {
  for (let start = 0; start < run.length; start++) {
    if (!firstCharacters.has(run[start])) continue
    for (const length of lengths)
      for (const group of hanWords.get(run.slice(start, start + length)) ?? []) found.add(group)
  }
}
