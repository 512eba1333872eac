/** Random hexadecimal, the poorest way to write one, has fewer in one of many millions. */
const FEWEST_DIFFERENT = 8

/**
 * Whether a secret that is long enough could still be guessed: few different characters, a shorter text written
 * again and again, or mostly steps along a row such as `abcdef`, `98765` or `aaaa`.
 */
export function isGuessable(secret: string): boolean {
  const characters = [...secret]
  return (
    new Set(characters).size < FEWEST_DIFFERENT ||
    isRepeated(secret) ||
    stepsAlongARow(characters) > characters.length / 2
  )
}

/** Whether the whole is a beginning of at most half its length, over and over, the last one cut off or not. */
function isRepeated(secret: string): boolean {
  for (let length = 1; length <= secret.length / 2; length++)
    if (secret.startsWith(secret.slice(length))) return true
  return false
}

function stepsAlongARow(characters: readonly string[]): number {
  const codes = characters.map(character => character.codePointAt(0) ?? 0)
  return codes.filter((code, i) => i > 0 && Math.abs(code - (codes[i - 1] ?? 0)) <= 1).length
}
