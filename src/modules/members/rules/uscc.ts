/**
 * Unified social credit code of a legal person or other organisation: 18 characters, the last one a check
 * character. Source: GB 32100-2015, section 4 (alphabet without I, O, S, V, Z) and 5 (modulus 31, weight of
 * place i is 3^(i-1) mod 31).
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The check character of the first 17; undefined when one of them is not of the alphabet or one is missing. */
export function usccCheckCharacter(body: string): string | undefined {
  if (body.length !== 17) return undefined
  let sum = 0
  let weight = 1
  for (const character of body) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return undefined
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31]
}

/** Whether a text is a well-formed code with the right check character. */
export function isUscc(code: string): boolean {
  return code.length === 18 && usccCheckCharacter(code.slice(0, 17)) === code[17]
}
