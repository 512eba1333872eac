import { z } from 'zod'
import { bilingual, day, id } from '#platform/contract/fields.ts'

export const version = z.int().min(1)
export const params = z.object({ id })
export const named = z.object({ id, name: bilingual })
/** Credits as people read them: one decimal. */
export const credits = z.number()

/** One sentence of a rule in both languages, and the part of the form that it reads back. */
export const sentence = z.object({ part: z.string(), text: z.object({ zh: z.string(), en: z.string() }) })
export type Sentence = z.infer<typeof sentence>

/** Where a rule stands: agreement, version and clause. */
export const grounds = z.object({
  clauseId: id,
  agreementId: id,
  title: bilingual,
  versionNumber: z.int(),
  clauseNumber: z.int(),
  from: day,
  until: day.nullable(),
})
export type Grounds = z.infer<typeof grounds>
