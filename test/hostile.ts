import fc from 'fast-check'
import { z } from 'zod'

/** Values that have broken software before, of every kind JSON can carry. */
export const HOSTILE: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  -2_147_483_649,
  [],
  {},
  [[[[]]]],
  ['a', 'b'],
  { zh: 1 },
  { toString: 'x', constructor: 'y', length: -1 },
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\u202e\ufeff\u200b',
  '\u001b[31m',
  'é'.repeat(300),
  '𠮷'.repeat(2000),
  'x'.repeat(100_000),
  "'; drop table members.persons; --",
  '%00',
  '../../../../etc/passwd',
  '$' + '{7*7}{{7*7}}',
  '<script>alert(1)</script>',
  '=cmd|calc',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '0x10',
  '2026-02-30',
  '0000-00-00',
  '-000001-01-01',
  '+275760-09-13',
  '9999-12-31',
  '2026-11-22T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'null',
  '__proto__',
]

/** Keys to continue a list after, which nobody wrote. */
export const BAD_CURSORS = [
  'x',
  '%',
  '====',
  'bnVsbA',
  ...[
    [],
    [1],
    ['a'],
    ['a', 'b'],
    ['\u0000', '00000000-0000-7000-8000-000000000000'],
    { length: 2 },
    7,
    'text',
  ].map(value => Buffer.from(JSON.stringify(value)).toString('base64url')),
  'A'.repeat(5000),
]

const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue(),
)

type Json = {
  type?: string
  properties?: Record<string, Json>
  items?: Json
  anyOf?: Json[]
  oneOf?: Json[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minimum?: number
  maximum?: number
}

/** Values shaped as the schema says, here and there with something hostile in their place. */
export function shapedLike(schema: z.ZodType): fc.Arbitrary<unknown> {
  return shaped(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Json)
}

function shaped(schema: Json): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: plain(schema) }, { weight: 1, arbitrary: hostile })
}

function plain(schema: Json): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices?.length) return fc.oneof(...choices.map(plain))
  if (schema.enum?.length) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.type === 'object')
    return fc.record(
      Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, shaped(part)])),
      { requiredKeys: [] },
    )
  if (schema.type === 'array') return fc.array(shaped(schema.items ?? {}), { maxLength: 5 })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum, max: schema.maximum })
  if (schema.type === 'number') return fc.double()
  if (schema.format === 'uuid') return fc.uuid()
  if (schema.format === 'date') return fc.constantFrom('2026-01-31', '1900-01-01', '2099-12-31')
  if (schema.type === 'string') return fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), hostile)
  return hostile
}

/** The value with one of its leaves, or one whole branch, replaced. */
export function withOneReplaced(value: unknown): fc.Arbitrary<unknown> {
  const places: (string | number)[][] = []
  const look = (part: unknown, path: (string | number)[]) => {
    if (path.length) places.push(path)
    if (part && typeof part === 'object')
      for (const key of Object.keys(part)) look((part as Record<string, unknown>)[key], [...path, key])
  }
  look(value, [])
  if (places.length === 0) return fc.constant(value)
  return fc.tuple(fc.constantFrom(...places), hostile).map(([path, other]) => {
    const copy = structuredClone(value) as Record<string | number, unknown>
    let at = copy
    for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
    at[path.at(-1) as string] = other
    return copy
  })
}
