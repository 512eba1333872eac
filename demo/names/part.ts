/** A piece of a name: Chinese characters and how they are read. */
export type Part = { readonly zh: string; readonly latin: string }

/** Parts out of a text of pairs: `雨 yu 桐 tong`. */
export function partsOf(text: string): Part[] {
  const words = text.trim().split(/\s+/)
  return words.flatMap((zh, i) => (i % 2 === 0 ? [{ zh, latin: words[i + 1] ?? '' }] : []))
}

/** Syllables written together, with the apostrophe that the spelling rules want: zi + ang -> Zi'ang. */
export function spell(syllables: readonly string[]): string {
  const word = syllables.reduce((all, next) => all + (all && /^[aoe]/.test(next) ? `'${next}` : next), '')
  return word.charAt(0).toUpperCase() + word.slice(1)
}
