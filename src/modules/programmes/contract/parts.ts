import { z } from 'zod'
import { bilingual, id, oneLine, text } from '#platform/contract/fields.ts'

export const version = z.int().min(1)
export const params = z.object({ id })
/** A name typed in: Chinese always, English where there is one. */
export const named = (max = 200) => z.object({ zh: oneLine(max), en: oneLine(max).nullable() })
/** Several lines in both languages, where somebody wrote them. */
export const texts = (max: number) =>
  z.object({ zh: text(max).min(1), en: text(max).min(1).nullable() }).nullable()
/** Codes that organisations give their programmes, courses, competencies and occupations. */
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, { error: 'code' })
/** A year of entry. */
export const cohort = z.int().min(1950).max(2100)

export const organisationName = z.object({ id, name: bilingual })

/** What an import found wrong, by the row and the column of the file as a spreadsheet shows them. */
export const tableProblem = z.object({
  row: z.int(),
  column: z.string(),
  /** Names the text `programmes.problem.<code>`. */
  code: z.enum(['required', 'too_long', 'code', 'number', 'twice', 'unknown', 'ambiguous', 'level', 'day']),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** What an import did, or everything that kept it from doing anything. */
export const importAnswer = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  problems: z.array(tableProblem),
})
export type ImportAnswer = z.infer<typeof importAnswer>
