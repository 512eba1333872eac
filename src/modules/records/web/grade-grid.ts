import type { GradeRow } from '../contract.ts'

/** What a pasted block says of which rows: by student number where it has one, else downwards from a row. */
export function readPasted(text: string, rows: readonly GradeRow[], from: number): Map<string, string> {
  const lines = text.replace(/\r/g, '').replace(/\n+$/, '').split('\n')
  const byNumber = new Map(rows.flatMap(row => (row.number ? [[row.number, row.learnerId] as const] : [])))
  const found = new Map<string, string>()
  for (const [i, line] of lines.entries()) {
    const cells = line.split('\t').map(cell => cell.trim())
    const known = cells.slice(0, -1).find(cell => byNumber.has(cell))
    const learnerId = known ? byNumber.get(known) : rows[from + i]?.learnerId
    // A block with numbers says of nobody else: a title or a sum below it is no grade.
    if (
      !known &&
      cells.length > 1 &&
      lines.some(one => one.split('\t').some(cell => byNumber.has(cell.trim())))
    )
      continue
    if (learnerId) found.set(learnerId, (cells.at(-1) ?? '').slice(0, 20))
  }
  return found
}
