import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, instant, line } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { readAudit } from '../policy.ts'

/** What an action can be about: the part of its name before the dot. */
export const AUDIT_AREAS = [
  'accounts',
  'members',
  'information',
  'programmes',
  'records',
  'credentials',
  'agreements',
  'overpass',
  'sharing',
  'library',
  'site',
  'platform',
] as const

const filters = {
  /** Name of the one who acted, in characters, pinyin or letters. */
  q: line(100).optional(),
  area: z.enum(AUDIT_AREAS).optional(),
  action: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .max(100)
    .optional(),
  /** One person's own doings. */
  person: id.optional(),
  /** What happened to one thing. */
  subject: z.string().trim().min(1).max(100).optional(),
  from: day.optional(),
  /** The last day that is shown. */
  to: day.optional(),
}
export type AuditFilters = { [K in keyof typeof filters]?: z.output<(typeof filters)[K]> }

const entry = z.object({
  id: z.int(),
  at: instant,
  /** Named by `audit.<action>`. */
  action: z.string(),
  /** Null: out of the viewer's sight, or the platform itself. */
  actor: z.object({ personId: id, name: z.string().nullable() }).nullable(),
  subject: z.object({ kind: z.string(), id: z.string().nullable() }),
  /** Name and value of each fact, as it was noted. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  requestId: z.string().nullable(),
  /** Number of the seal that it lies under; null for the last minute's. */
  seal: z.int().nullable(),
  erasedAt: instant.nullable(),
})
export type AuditEntry = z.infer<typeof entry>

export const listAudit = endpoint({
  id: 'house.listAudit',
  method: 'GET',
  path: '/api/audit',
  summary: "What was done in the organisation's or the group's name, newest first",
  permission: readAudit,
  scope: 'audit.read',
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(entry),
  example: () => ({ query: { area: 'accounts' as const, from: '2026-01-01' } }),
})

export const exportAudit = endpoint({
  id: 'house.exportAudit',
  method: 'GET',
  path: '/api/audit/export',
  summary: 'The same as a spreadsheet',
  permission: readAudit,
  scope: 'audit.read',
  limit: 30,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' as const } }),
})
