import { columnsOf, type OneRosterVersion, type ReadFile } from './files.ts'
import type { NoteCode } from './problem.ts'

export type Header = { positions: Map<string, number>; notes: NoteCode[] }
export type HeaderError = {
  code: 'oneroster.header_missing' | 'oneroster.header_case' | 'oneroster.header_twice'
  data: { file: string; column: string; found?: string }
}

/**
 * Finds the columns of one file. Names are case-sensitive (specification), so another case is told as such.
 * The specification also fixes the order; a file in another order is unambiguous all the same and only remarked.
 * `metadata.*` columns are the specification's extensions and are passed over.
 */
export function readHeader(
  file: ReadFile,
  version: OneRosterVersion,
  cells: readonly string[],
): Header | HeaderError {
  const { all, required } = columnsOf(file, version)
  const positions = new Map<string, number>()
  const names = cells.map(cell => cell.trim())
  for (const [at, name] of names.entries()) {
    if (name === '') continue
    if (positions.has(name))
      return { code: 'oneroster.header_twice', data: { file, column: name.slice(0, 80) } }
    positions.set(name, at)
  }
  for (const column of required) {
    if (positions.has(column)) continue
    const found = names.find(name => name.toLowerCase() === column.toLowerCase())
    return found === undefined
      ? { code: 'oneroster.header_missing', data: { file, column } }
      : { code: 'oneroster.header_case', data: { file, column, found } }
  }
  const notes: NoteCode[] = []
  const known = names.filter(name => all.includes(name))
  if (names.some(name => name !== '' && !all.includes(name) && !name.startsWith('metadata.')))
    notes.push('column_unknown')
  if (known.some((name, i) => i > 0 && all.indexOf(name) < all.indexOf(known[i - 1] ?? '')))
    notes.push('column_order')
  return { positions, notes }
}
