import type { z } from 'zod'
import type { ErrorData, FieldProblem } from '../../contract/errors.ts'

type Issue = z.core.$ZodIssue

/** What is wrong with one field, as a message key of the platform (`problem.<code>`) and its values. */
function describe(issue: Issue): { code: string; data?: ErrorData } {
  if (issue.code === 'too_small')
    return { code: `too_small.${issue.origin}`, data: { minimum: Number(issue.minimum) } }
  if (issue.code === 'too_big')
    return { code: `too_big.${issue.origin}`, data: { maximum: Number(issue.maximum) } }
  if (issue.code === 'invalid_type')
    return { code: issue.input === undefined ? 'required' : 'type', data: { expected: issue.expected } }
  if (issue.code === 'invalid_format') return { code: 'format', data: { format: issue.format } }
  if (issue.code === 'invalid_value') return { code: 'choice' }
  if (issue.code === 'custom' && typeof issue.params?.code === 'string') return { code: issue.params.code }
  return { code: 'invalid' }
}

/** The problems of a parsed part (`params`, `query`, `body`), at most 50 of them, with their paths. */
export function fieldProblems(part: string, error: z.ZodError): FieldProblem[] {
  return error.issues
    .slice(0, 50)
    .map(issue => ({ path: [part, ...issue.path].join('.'), ...describe(issue) }))
}
