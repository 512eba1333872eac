import { Failure, type FailureKind } from '../../contract/errors.ts'

const LOST = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
])
const FULL = new Set(['53100', '53200', '53300', '53400', 'ENOSPC', 'EDQUOT'])
const RETRY = new Set(['40001', '40P01', '55P03'])

type Translation = { constraint: string; kind: FailureKind; code: string }
const translations = new Map<string, Translation>()

/**
 * Names the failure that breaking a database constraint means; called once by the module that owns it.
 * @throws when another module's constraint is called the same: its readers would be told the wrong thing
 */
export function translateConstraint(constraint: string, kind: FailureKind, code: string): void {
  const other = translations.get(constraint)
  if (other) throw new Error(`${constraint} says ${other.code} already and cannot say ${code}`)
  translations.set(constraint, { constraint, kind, code })
}

type DatabaseError = Error & { code?: unknown; constraint?: string; syscall?: string }

/** Turns what PostgreSQL or the operating system says into a failure a reader understands, if it is one. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error
  if (!(error instanceof Error)) return undefined
  const { code, constraint } = error as DatabaseError
  const known = constraint && translations.get(constraint)
  if (known) return new Failure(known.kind, known.code)
  if (typeof code !== 'string') {
    const lost =
      /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/
    return lost.test(error.message) ? new Failure('unavailable', 'unavailable') : undefined
  }
  // A socket that is gone; any other missing file is a mistake of ours.
  const noSocket = code === 'ENOENT' && (error as DatabaseError).syscall === 'connect'
  if (LOST.has(code) || noSocket) return new Failure('unavailable', 'unavailable')
  if (FULL.has(code)) return new Failure('unavailable', 'full')
  if (RETRY.has(code)) return new Failure('conflict', 'try_again')
  if (code === '57014') return new Failure('unavailable', 'too_slow')
  if (code === '23505') return new Failure('conflict', 'exists')
  if (code === '23503' || code === '23514' || code === '23P01') return new Failure('conflict', 'not_possible')
  if (code.startsWith('22')) return new Failure('invalid', 'input.invalid')
  if (code === '42501') return new Failure('forbidden', 'forbidden')
  return undefined
}
