import { tokens } from './fold.ts'
import { readHan } from './pinyin.ts'

const NAME_MOST = 64

/**
 * A key that puts names into the order of a Chinese directory when compared byte by byte (collation "C"):
 * by reading, then tone, then character, one character after the other; Latin names between them by their
 * letters. Ties are for the caller to break (by id).
 */
export function sortKey(name: string): string {
  const parts: string[] = []
  for (const { han, text } of tokens(name.slice(0, NAME_MOST))) {
    if (!han) {
      parts.push(text)
      continue
    }
    const characters = Array.from(text)
    readHan(text).forEach(({ sound, tone }, i) => {
      parts.push(`${sound}${tone}${characters[i]}`)
    })
  }
  return parts.join(' ')
}
