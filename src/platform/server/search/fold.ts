/** One run of Han characters, or one word of any other script or of digits. */
export type Token = { han: boolean; text: string }

const TOKENS = /\p{sc=Han}+|[[\p{L}\p{N}]--\p{sc=Han}]+/gv
const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]|[\u0300-\u036f]/
const ACCENTS = /(\p{sc=Latin})[\u0300-\u036f]+/gu
const HAN = /\p{sc=Han}/u
/** "xi'an", "o’neil": an apostrophe inside a word joins it. */
const INNER_APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu

/** Width, case and accents on Latin letters do not matter when searching: Ｍａｙａ, MAYA and máyā are one word. */
export function fold(text: string): string {
  const wide = text.toWellFormed().normalize('NFKC').toLowerCase()
  if (!ACCENTED.test(wide)) return wide
  return wide.normalize('NFD').replace(ACCENTS, '$1').normalize('NFC')
}

/** Splits text into what search knows; punctuation and spaces end a token. */
export function tokens(text: string): Token[] {
  const folded = fold(text).replace(INNER_APOSTROPHE, '')
  return (folded.match(TOKENS) ?? []).map(token => ({ han: HAN.test(token), text: token }))
}
