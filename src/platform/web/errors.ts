import type { TFunction } from 'i18next'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { RequestError } from '../contract/client.ts'
import type { ErrorData, FieldProblem } from '../contract/errors.ts'

type Translate = (key: string, data?: ErrorData) => string
const loosely = (t: TFunction) => t as unknown as Translate

/** What a failure says to its reader: the text of its code, else that something unexpected happened. */
export function errorText(error: unknown, t: TFunction): string {
  if (!(error instanceof RequestError)) return loosely(t)('error.unexpected', { requestId: '–' })
  const { code, data, requestId } = error.body
  const key = i18next.exists(`error.${code}`) ? `error.${code}` : 'error.unexpected'
  return loosely(t)(key, { ...data, requestId: requestId ?? '–' })
}

/** What is wrong with one field: `problem.<code>`, or a module's own `error.<code>`. */
export function problemText(problem: FieldProblem, t: TFunction): string {
  const key = [`problem.${problem.code}`, `error.${problem.code}`].find(k => i18next.exists(k))
  return loosely(t)(key ?? 'problem.invalid', problem.data)
}

export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation()
  return error => errorText(error, t)
}

/** Whether trying the same again may help: the server was not reached or not ready. */
export function isPassing(error: unknown): boolean {
  return error instanceof RequestError && (error.status === 0 || error.status === 503)
}
