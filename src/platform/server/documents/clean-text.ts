// Control characters that XML 1.0 forbids even when escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Removes what may stand in no document: control characters and halves of characters. */
export function cleanText(text: string): string {
  return text.replace(FORBIDDEN, '').toWellFormed()
}
