import type { FieldProblem } from '../../contract/errors.ts'

/** Levels of lists and objects inside each other; more is an attack on whatever walks through them. */
const DEEPEST = 60

/**
 * Texts that no database and no file can hold as they are: NUL, and halves of surrogate pairs. Looks through
 * the whole raw input, names of keys included, and gives at most 20 problems with their paths.
 */
export function characterProblems(part: string, value: unknown): FieldProblem[] {
  const problems: FieldProblem[] = []
  const look = (path: string, item: unknown, depth = 0): void => {
    if (problems.length >= 20) return
    if (depth > DEEPEST) {
      problems.push({ path: part, code: 'invalid' })
      return
    }
    if (typeof item === 'string') {
      if (!storable(item)) problems.push({ path, code: 'characters' })
    } else if (Array.isArray(item)) item.forEach((each, i) => void look(`${path}.${i}`, each, depth + 1))
    else if (item && typeof item === 'object')
      for (const [key, each] of Object.entries(item))
        if (storable(key)) look(`${path}.${key}`, each, depth + 1)
        else problems.push({ path, code: 'characters' })
  }
  look(part, value)
  return problems
}

function storable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed()
}
