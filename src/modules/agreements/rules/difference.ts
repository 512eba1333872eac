/** A clause as plain values; `line` is the same clause in every version. */
export type ComparedClause = { line: string; number: number; title: string; text: string }

export type ClauseChange = {
  line: string
  change: 'added' | 'removed' | 'changed' | 'moved'
  before: { number: number; title: string; text: string } | null
  after: { number: number; title: string; text: string } | null
}

/** What changed from one version's clauses to another's, in the order of the later one, what is gone last. */
export function differenceOf(
  before: readonly ComparedClause[],
  after: readonly ComparedClause[],
): ClauseChange[] {
  const old = new Map(before.map(clause => [clause.line, clause]))
  const changes: ClauseChange[] = []
  for (const { line, ...clause } of after) {
    const former = old.get(line)
    old.delete(line)
    if (!former) {
      changes.push({ line, change: 'added', before: null, after: clause })
      continue
    }
    const said = former.title !== clause.title || former.text !== clause.text
    if (!said && former.number === clause.number) continue
    const { line: _, ...was } = former
    changes.push({ line, change: said ? 'changed' : 'moved', before: was, after: clause })
  }
  for (const { line, ...was } of old.values())
    changes.push({ line, change: 'removed', before: was, after: null })
  return changes
}

export type Piece = { text: string; change: 'same' | 'added' | 'removed' }

/** Words of a text that a reader compares: a Han character each, other words as they are. */
const wordsOf = (text: string) => text.match(/\p{Script=Han}|[\p{L}\p{N}]+|\s+|./gsu) ?? []
/** What lies between the first and the last change is compared word by word up to this much work, and is shown as replaced beyond. */
const MOST_PAIRS = 500_000

/** What was taken out of a text and put into it, as pieces that give the old text without the added ones and the new without the removed. */
export function piecesOf(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const same = (words: readonly string[]) => words.map(text => ({ text, change: 'same' as const }))
  return joined([
    ...same(a.slice(0, start)),
    ...between(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ])
}

const gone = (words: readonly string[]): Piece[] => words.map(text => ({ text, change: 'removed' }))
const come = (words: readonly string[]): Piece[] => words.map(text => ({ text, change: 'added' }))

/** By the longest common part of both. */
function between(a: readonly string[], b: readonly string[]): Piece[] {
  if (!a.length || !b.length || a.length * b.length > MOST_PAIRS) return [...gone(a), ...come(b)]
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? (longest[(i + 1) * width + j + 1] as number) + 1
          : Math.max(longest[(i + 1) * width + j] as number, longest[i * width + j + 1] as number)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push({ text: a[i] as string, change: 'same' })
      i++
      j++
    } else if ((longest[(i + 1) * width + j] as number) >= (longest[i * width + j + 1] as number))
      pieces.push({ text: a[i++] as string, change: 'removed' })
    else pieces.push({ text: b[j++] as string, change: 'added' })
  }
  return [...pieces, ...gone(a.slice(i)), ...come(b.slice(j))]
}

function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (last?.change === piece.change) last.text += piece.text
    else all.push({ ...piece })
  }
  return all
}
