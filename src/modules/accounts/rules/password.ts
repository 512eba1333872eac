import type { Role } from '#platform/contract/access.ts'
import { COMMON_PASSWORDS } from './common-passwords.ts'

/** Those who sign in for themselves only; everybody else holds others' data. */
const PUPILS: readonly Role[] = ['student', 'guardian', 'resident', 'person']

/** Characters a password has at least: 8 for pupils and families, 10 as soon as one role holds others' data. */
export function passwordLength(roles: readonly Role[]): number {
  return roles.every(role => PUPILS.includes(role)) ? 8 : 10
}

export type PasswordProblem = 'short' | 'common' | 'personal'

/**
 * What is wrong with a password, or null. Long rather than motley (NIST SP 800-63B): length, not among those
 * everybody tries, not one's own name, number or address.
 * @param own what others know of its holder
 */
export function passwordProblem(
  password: string,
  { length, own }: { length: number; own: readonly (string | null | undefined)[] },
): PasswordProblem | null {
  const characters = [...password.normalize('NFKC')]
  if (characters.length < length) return 'short'
  const folded = characters.join('').toLowerCase()
  if (isCommon(folded)) return 'common'
  const known = own.flatMap(value =>
    value ? [value.toLowerCase(), value.toLowerCase().split('@')[0] ?? ''] : [],
  )
  if (known.some(value => value.length >= 3 && folded.replaceAll(value, '').length < 4)) return 'personal'
  return null
}

function isCommon(password: string): boolean {
  return (
    // A birthday, a telephone or student number.
    /^\d{0,11}$/.test(password) ||
    COMMON_PASSWORDS.has(password) ||
    COMMON_PASSWORDS.has(core(password)) ||
    isRepeated(password) ||
    isRun(password)
  )
}

/** Without what people put after a word when they are told to: digits and signs. */
function core(password: string): string {
  return password.replace(/[\d\W_]{0,6}$/, '')
}

/** One to four characters again and again: `88888888`, `abcabcabc`. */
function isRepeated(password: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/su.test(password) && new Set(password).size <= 4
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
]

/** Neighbours on the keyboard or in the alphabet, there and back. */
function isRun(password: string): boolean {
  return ROWS.some(row => row.includes(password) || [...row].reverse().join('').includes(password))
}
