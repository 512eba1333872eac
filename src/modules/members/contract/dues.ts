import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, line } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { changeDues, listOwnDues as ownPermission, readDue } from '../policy.ts'
import { DUE_STATES } from '../rules/dues.ts'
import './network-world.ts'
import { ORGANISATION_KINDS, POSITIONS } from './vocabulary.ts'
import './world.ts'

const version = z.int().min(1)
const params = z.object({ id })
const subject = ({ params }: { params: { id: string } }) => ({ groupId: params.id })
const year = z.int().min(2000).max(2100)
/** Integer fen, up to a thousand million yuan. */
const MOST_FEN = 100_000_000_000
const fen = z.int().min(1).max(MOST_FEN)

const due = z.object({
  id,
  year: z.int(),
  group: z.object({ id, name: bilingual }),
  organisation: z.object({ id, name: bilingual }),
  amountFen: z.int(),
  paidFen: z.int(),
  dueOn: day,
  state: z.enum(DUE_STATES),
  settledOn: day.nullable(),
  reason: z.string().nullable(),
  version: z.int(),
})
export type Due = z.infer<typeof due>

const filters = { year: z.coerce.number().int().min(2000).max(2100), state: z.enum(DUE_STATES).optional() }

export const listDues = endpoint({
  id: 'members.listDues',
  method: 'GET',
  path: '/api/groups/:id/dues',
  summary: "The members' dues of a year",
  permission: changeDues,
  subject,
  params,
  query: z.object({ ...filters, ...pageQuery }),
  answer: page(due),
  example: world => ({ params: { id: world.members.groupId }, query: { year: 2026 } }),
})

const rate = z.object({
  position: z.enum(POSITIONS).nullable(),
  kind: z.enum(ORGANISATION_KINDS).nullable(),
  amountFen: fen,
})
const scheme = z.object({
  id,
  firstYear: z.int(),
  dueMonth: z.int(),
  dueDay: z.int(),
  source: z.string(),
  rates: z.array(rate),
  by: z.string(),
})
export type DuesScheme = z.infer<typeof scheme>

export const getDuesOverview = endpoint({
  id: 'members.getDuesOverview',
  method: 'GET',
  path: '/api/groups/:id/dues/overview',
  summary: "What a year's dues come to, the years there are, and the schemes they rest on",
  permission: changeDues,
  subject,
  params,
  query: z.object({ year: filters.year }),
  answer: z.object({
    group: z.object({ id, name: bilingual }),
    years: z.array(z.int()),
    states: z.array(
      z.object({ value: z.enum(DUE_STATES), count: z.int(), amountFen: z.int(), paidFen: z.int() }),
    ),
    /** The latest first. */
    schemes: z.array(scheme),
  }),
  example: world => ({ params: { id: world.members.groupId }, query: { year: 2026 } }),
})

export const exportDues = endpoint({
  id: 'members.exportDues',
  method: 'GET',
  path: '/api/groups/:id/dues/export',
  summary: "A year's dues as a spreadsheet",
  permission: changeDues,
  subject,
  limit: 30,
  params,
  query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: world => ({ params: { id: world.members.groupId }, query: { year: 2026, format: 'csv' } }),
})

export const addDuesScheme = endpoint({
  id: 'members.addDuesScheme',
  method: 'POST',
  path: '/api/groups/:id/dues/schemes',
  summary: 'Enters what members owe from a year on, as the charter has it',
  permission: changeDues,
  subject,
  params,
  body: z.object({
    firstYear: year,
    dueMonth: z.int().min(1).max(12),
    dueDay: z.int().min(1).max(28),
    source: line(300),
    rates: z.array(rate).max(60),
  }),
  answer: z.object({ id }),
  example: async world => ({
    params: { id: world.members.groupId },
    body: {
      ...{ firstYear: await world.network.freshYear(), dueMonth: 3, dueDay: 28, source: '章程第三十条' },
      rates: [{ position: null, kind: null, amountFen: 200_000 }],
    },
  }),
})

export const runDues = endpoint({
  id: 'members.runDues',
  method: 'POST',
  path: '/api/groups/:id/dues/run',
  summary: "Makes a year's dues now rather than in the coming night; what is there already stays",
  permission: changeDues,
  subject,
  params,
  body: z.object({ year }),
  answer: z.object({ made: z.int(), lapsed: z.int() }),
  example: async world => {
    await world.network.ensureScheme()
    return { params: { id: world.members.groupId }, body: { year: 2026 } }
  },
})

const payment = z.object({
  id,
  day,
  amountFen: z.int(),
  reference: z.string(),
  by: z.string(),
  at: z.string(),
})

export const getDue = endpoint({
  id: 'members.getDue',
  method: 'GET',
  path: '/api/dues/:id',
  summary: 'One due with what was paid on it',
  permission: readDue,
  params,
  answer: due.extend({ source: z.string(), payments: z.array(payment) }),
  example: async world => ({
    params: { id: (await world.network.freshDue()).id },
    subject: { groupId: world.members.groupId, organisationId: world.members.schoolId },
  }),
})

export const recordPayment = endpoint({
  id: 'members.recordPayment',
  method: 'POST',
  path: '/api/dues/:id/payments',
  summary: 'Records what came in; a negative amount corrects an earlier entry',
  permission: changeDues,
  params,
  body: z.object({
    day,
    amountFen: z
      .int()
      .min(-MOST_FEN)
      .max(MOST_FEN)
      .refine(amount => amount !== 0),
    reference: line(100),
    version,
  }),
  answer: z.object({ version: z.int() }),
  example: async world => ({
    params: { id: (await world.network.freshDue()).id },
    body: { day: '2026-03-01', amountFen: 100_000, reference: 'BANK-1', version: 1 },
    subject: { groupId: world.members.groupId },
  }),
})

export const waiveDue = endpoint({
  id: 'members.waiveDue',
  method: 'POST',
  path: '/api/dues/:id/waive',
  summary: 'Waives a due, with the reason',
  permission: changeDues,
  params,
  body: z.object({ reason: line(500), version }),
  answer: z.object({ version: z.int() }),
  example: async world => ({
    params: { id: (await world.network.freshDue()).id },
    body: { reason: '理事会决定减免', version: 1 },
    subject: { groupId: world.members.groupId },
  }),
})

export const listOwnDues = endpoint({
  id: 'members.listOwnDues',
  method: 'GET',
  path: '/api/my/dues',
  summary: "What one's own organisation owes and paid, the latest year first",
  permission: ownPermission,
  /** At most two hundred. */
  answer: z.object({ rows: z.array(due) }),
  example: () => ({}),
})
