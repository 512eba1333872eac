import { z } from 'zod'

/** Rows a list answers with at most; the default fits one screen. */
export const PAGE_LIMIT = 100
export const PAGE_DEFAULT = 25

/** Query fields every list takes: the key to continue after, and how many rows. */
export const pageQuery = {
  after: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(PAGE_DEFAULT),
}

/** A page of rows and the key of the next one, null at the end. */
export function page<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() })
}
