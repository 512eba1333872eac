import type { z } from 'zod'
import { Failure } from '../../contract/errors.ts'

/** The key a list continues after, as its page carries it: opaque, and checked when it comes back. */
export function writeKey(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** Reads a key that `writeKey` wrote; null at the beginning. Refuses (400) what does not fit the schema. */
export function readKey<T>(after: string | undefined, schema: z.ZodType<T>): T | null {
  if (!after) return null
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(after, 'base64url').toString())
  } catch {
    value = undefined
  }
  const read = schema.safeParse(value)
  // NUL passes as JSON but not as text of the database.
  if (read.success && !JSON.stringify(value).includes('\\u0000')) return read.data
  throw new Failure('invalid', 'input.invalid', undefined, [{ path: 'query.after', code: 'invalid' }])
}
