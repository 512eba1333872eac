import type { FormInstance } from 'antd'
import type { TFunction } from 'i18next'
import { RequestError } from '../../contract/client.ts'
import type { FieldProblem } from '../../contract/errors.ts'
import { problemText } from '../errors.ts'

type Path = (string | number)[]

/** The form's name of a field the server spoke of: `body.name.zh` is `['name', 'zh']`. */
export function fieldPath(path: string): Path {
  const [, ...steps] = path.split('.')
  return steps.map(step => (/^\d+$/.test(step) ? Number(step) : step))
}

/**
 * Marks the fields a failed command spoke of. Returns the problems that belong to no field of the form,
 * to be told above it.
 */
export function markFields(form: FormInstance, error: unknown, t: TFunction): FieldProblem[] {
  if (!(error instanceof RequestError) || !error.body.fields) return []
  const known: { name: Path; errors: string[] }[] = []
  const rest: FieldProblem[] = []
  for (const problem of error.body.fields) {
    const name = nearest(form, fieldPath(problem.path))
    if (!name) rest.push(problem)
    else known.push({ name, errors: [problemText(problem, t)] })
  }
  form.setFields(known)
  const first = known[0]
  if (first) form.scrollToField(first.name, { focus: true, block: 'center' })
  return rest
}

/** A problem deep inside a field (one tag of a list) is told at that field. */
function nearest(form: FormInstance, path: Path): Path | undefined {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length)
    if (form.getFieldInstance(name)) return name
  }
  return undefined
}
