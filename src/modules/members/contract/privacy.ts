import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { ownData, ownExport, printRegister, readReaders, readRegister } from '../policy.privacy.ts'
import './privacy-world.ts'
import { studentFacts } from './people.ts'

export const place = z.object({ id, name: bilingual })

const value = z.object({
  as: z.enum(['text', 'day', 'instant', 'key', 'names']),
  text: z.string(),
  en: z.string().nullable().optional(),
})
const dataPart = z.object({
  kind: z.string(),
  organisation: place.nullable(),
  affiliationId: id.nullable(),
  total: z.int(),
  rows: z.array(z.array(z.object({ name: z.string(), value }))),
})
export type DataPartView = z.infer<typeof dataPart>

const child = z.object({ id, name: z.string(), organisation: place })

export const getMyData = endpoint({
  id: 'members.getMyData',
  method: 'GET',
  path: '/api/me/data',
  summary: 'What is kept about the viewer, by organisation and kind; of long kinds the latest rows',
  permission: ownData,
  answer: z.object({
    parts: z.array(dataPart),
    /** Entries of minor children, whose readers and corrections are the viewer's to ask about. */
    children: z.array(child),
    periods: z.object({ exportKept: z.int(), joiningUndo: z.int(), correctionAnswer: z.int() }),
  }),
  example: () => ({}),
})

const dataExport = z.object({
  id,
  taskId: id,
  createdAt: instant,
  readyAt: instant.nullable(),
  expiresAt: instant.nullable(),
  size: z.int().nullable(),
  gone: z.boolean(),
})
export type DataExport = z.infer<typeof dataExport>

export const listDataExports = endpoint({
  id: 'members.listDataExports',
  method: 'GET',
  path: '/api/me/data/exports',
  summary: "The viewer's own copies of everything, the latest first",
  permission: ownData,
  answer: z.object({ rows: z.array(dataExport) }),
  example: () => ({}),
})

export const startDataExport = endpoint({
  id: 'members.startDataExport',
  method: 'POST',
  path: '/api/me/data/exports',
  summary: 'Begins a copy of everything kept about the viewer; one at a time',
  permission: ownData,
  answer: z.object({ id, taskId: id }),
  limit: 30,
  example: async ({ privacy }) => {
    await privacy.endExports()
    return {}
  },
})

export const getDataExport = endpoint({
  id: 'members.getDataExport',
  method: 'GET',
  path: '/api/me/data/exports/:id/file',
  summary: 'The copy as a zip, for its person alone, until it expires',
  permission: ownExport,
  params: z.object({ id }),
  answer: 'file',
  example: async ({ privacy, members }) => ({
    params: { id: await privacy.studentExport() },
    subject: { personId: members.studentPersonId },
  }),
})

const reader = z.object({
  id: z.int(),
  at: instant,
  /** What was done, as the endpoint's id; its words are `reading.<endpoint>`. */
  endpoint: z.string(),
  role: z.enum(ROLES).nullable(),
  name: z.string().nullable(),
  organisation: place.nullable(),
})
export type Reader = z.infer<typeof reader>

export const listReaders = endpoint({
  id: 'members.listReaders',
  method: 'GET',
  path: '/api/people/:id/readers',
  summary: 'Who has read an entry, newest first; for its person and the guardians of a minor',
  permission: readReaders,
  params: z.object({ id }),
  query: z.object(pageQuery),
  answer: page(reader).extend({ entry: z.object({ name: z.string(), organisation: place }) }),
  example: world => ({ params: { id: world.members.studentId }, subject: studentFacts(world) }),
})

const processing = z.object({
  key: z.string(),
  basis: z.array(z.enum(['consent', 'contract', 'legal_duty', 'public_interest'])),
  periods: z.array(
    z.object({ key: z.string(), days: z.int(), since: day, source: bilingual, verified: z.boolean() }),
  ),
})
export type ProcessingView = z.infer<typeof processing>

export const getRegister = endpoint({
  id: 'members.getRegister',
  method: 'GET',
  path: '/api/privacy/register',
  summary: 'The register of processing: which data, what for, on which basis, for whom, how long',
  permission: readRegister,
  answer: z.object({ rows: z.array(processing) }),
  example: () => ({}),
})

export const getRegisterPdf = endpoint({
  id: 'members.getRegisterPdf',
  method: 'GET',
  path: '/api/privacy/register/pdf',
  summary: "The register of processing for the secretariat's files, in the reader's language",
  permission: printRegister,
  answer: 'file',
  limit: 30,
  example: () => ({}),
})
