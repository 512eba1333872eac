import build from 'fast-json-stringify'
import { z } from 'zod'

type Json = Record<string, unknown>

/**
 * Writes answers of this shape and nothing that it does not declare. It is compiled when the first is written: a
 * start need not wait for hundreds of them.
 */
export function serializerOf(schema: z.ZodType): (answer: unknown) => string {
  let write: ((answer: unknown) => string) | undefined
  return answer => {
    write ??= build(serializerSchema(schema))
    return write(answer)
  }
}

/**
 * Closed objects, patterns and most formats are dropped: the serializer then strips undeclared keys everywhere
 * instead of failing on them.
 */
function serializerSchema(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const json = jsonSchema as Json
      if (json.additionalProperties === false) delete json.additionalProperties
      delete json.pattern
      if (json.format !== 'date-time') delete json.format
    },
  }) as Json
}

/** The schema as documentation shows it. */
export function documentSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    unrepresentable: 'any',
    io,
  }) as Json
  return json
}
