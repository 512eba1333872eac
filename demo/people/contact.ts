import type { Organisation } from '../organisations/kinds.ts'
import type { Chance } from '../random.ts'

/** A mobile number of nobody: numbers that begin with 154 have not been given out. */
export function drawPhone(chance: Chance): string {
  return `154${String(chance.between(0, 99_999_999)).padStart(8, '0')}`
}

/** An address at the organisation's own domain; the number keeps those of one name apart. */
export function workEmail(organisation: Organisation, latin: string, number: string): string {
  const plain = latin
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
  return `${plain}.${number.toLowerCase()}@${organisation.domain}.example`
}
