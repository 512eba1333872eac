/** Digits and letters that print and read apart: no 0 O, 1 I L, and no U, so that few words form. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 16 characters of 30 are 78 bits. */
export const CODE_LENGTH = 16

/** The code as it is printed and read out, in groups of four. */
export function groupCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/**
 * A typed code in the one form that is compared: capitals without separators.
 * Undefined when it cannot be a code, so that it need not be looked up.
 */
export function normaliseCode(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
  if (code.length !== CODE_LENGTH) return undefined
  for (const character of code) if (!CODE_ALPHABET.includes(character)) return undefined
  return code
}
