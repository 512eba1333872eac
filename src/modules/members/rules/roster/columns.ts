import { FIELD_OF_NAME, SENSITIVE, UNNEEDED } from './column-names.ts'
import { type ColumnChoice, ROSTER_FIELDS, type RosterField } from './fields.ts'

/** Why a column is read as it is. `sensitive` columns cannot be chosen at all. */
export type ColumnReason = 'known' | 'remembered' | 'sensitive' | 'unneeded' | 'second' | 'unknown'
export type ColumnGuess = {
  /** From 1, as spreadsheets letter them. */
  column: number
  header: string
  field: RosterField | null
  reason: ColumnReason
}

/** A column name as the lists hold it: without width, case, spaces, marks and remarks in brackets. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【{<].*?[)\]】}>]/g, '')
    .replace(/[\s*:：、,.;_\-/'"’]/g, '')
}

/**
 * What each column of a file most likely is.
 * @param remembered by plain column name: what this organisation chose before, null for "leave out"
 */
export function recogniseColumns(
  header: readonly string[],
  remembered: ReadonlyMap<string, RosterField | null> = new Map(),
): ColumnGuess[] {
  const taken = new Set<RosterField>()
  return header.map((name, i) => {
    const guess = { column: i + 1, header: name, ...guessOf(plainHeader(name), remembered) }
    if (guess.field === null) return guess
    // Two columns of one meaning (手机, 联系电话): the first is read until the person says otherwise.
    if (taken.has(guess.field)) return { ...guess, field: null, reason: 'second' }
    taken.add(guess.field)
    return guess
  })
}

function guessOf(
  plain: string,
  remembered: ReadonlyMap<string, RosterField | null>,
): Pick<ColumnGuess, 'field' | 'reason'> {
  const known = FIELD_OF_NAME.get(plain)
  if (!known && SENSITIVE.test(plain)) return { field: null, reason: 'sensitive' }
  const chosen = remembered.get(plain)
  if (chosen !== undefined) return { field: chosen, reason: 'remembered' }
  if (known) return { field: known, reason: 'known' }
  return { field: null, reason: UNNEEDED.test(plain) ? 'unneeded' : 'unknown' }
}

export function choicesOf(guesses: readonly ColumnGuess[]): ColumnChoice[] {
  return guesses.flatMap(({ column, field }) => (field ? [{ column, field }] : []))
}

export function isRosterField(text: string): text is RosterField {
  return (ROSTER_FIELDS as readonly string[]).includes(text)
}

/** Spreadsheet letters of a column number from 1: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
