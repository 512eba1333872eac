import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { readMine, readRecord } from '../policy.ts'
import { ENTRIES, KINDS, LEVELS, PRIZES, SITTINGS, STATES, VISIBILITIES } from '../rules/vocabulary.ts'
import { competency, evidence, score } from './payload.ts'

const named = z.object({ id, name: bilingual })
const params = z.object({ id })

const learner = z.object({
  id,
  name: z.string(),
  number: z.string().nullable(),
  organisation: named,
  class: z.object({ id, name: z.string() }).nullable(),
  startsOn: day,
  endsOn: day.nullable(),
})
export type Learner = z.infer<typeof learner>

export const listMine = endpoint({
  id: 'records.listMine',
  method: 'GET',
  path: '/api/record',
  summary: 'Where the person learns and learned, and their minor children',
  permission: readMine,
  answer: z.object({ own: z.array(learner), children: z.array(learner) }),
  example: () => ({}),
})

const figures = z.object({
  confirmed: z.int(),
  pending: z.int(),
  disputed: z.int(),
  credits: z.number(),
  /** Confirmed outcomes by kind, with the credits they gave; a course counts once. */
  kinds: z.array(z.object({ kind: z.enum(KINDS), count: z.int(), credits: z.number() })),
  /** The highest level shown of each competency and by how many outcomes, the best first. */
  competencies: z.array(
    z.object({ id: id.nullable(), name: bilingual, level: z.int(), levels: z.int(), outcomes: z.int() }),
  ),
})
export type Figures = z.infer<typeof figures>

export const getRecord = endpoint({
  id: 'records.getRecord',
  method: 'GET',
  path: '/api/learners/:id/record',
  summary: 'Whose record it is and what it adds up to; one’s own over every school',
  permission: readRecord,
  params,
  answer: z.object({
    learner,
    /** Everything the record spans: for the learner all their schools, for a school its own part. */
    spans: z.array(learner),
    /** Whether the viewer is the learner, or a guardian. */
    reader: z.enum(['learner', 'guardian', 'school']),
    /** What the permissions of this learner are asked about. */
    subject: z.object({
      organisationId: id,
      personId: id.nullable(),
      guardianIds: z.array(id),
    }),
    figures,
  }),
  example: ({ records }) => ({ params: { id: records.learner.id }, subject: records.learner.subject }),
})

export const dispute = z.object({
  id,
  state: z.enum(['open', 'answered', 'withdrawn']),
  reason: z.string(),
  byName: z.string(),
  byRole: z.enum(['learner', 'guardian']),
  byPersonId: id,
  openedAt: instant,
  dueOn: day,
  decision: z.enum(['kept', 'corrected', 'revoked']).nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  closedAt: instant.nullable(),
  version: z.int(),
})
export type Dispute = z.infer<typeof dispute>

const step = z.object({
  id,
  entry: z.enum(ENTRIES),
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
  /** What was said at this step, where it said facts. */
  said: z
    .object({ title: bilingual, day, score: score.nullable(), credits: z.number().nullable() })
    .nullable(),
})

export const entry = z.object({
  id,
  learnerId: id,
  kind: z.enum(KINDS),
  state: z.enum(STATES),
  disputed: z.boolean(),
  corrected: z.boolean(),
  title: bilingual,
  day,
  level: z.enum(LEVELS).nullable(),
  prize: z.enum(PRIZES).nullable(),
  teamPlace: z.int().nullable(),
  score: score.nullable(),
  passed: z.boolean().nullable(),
  credits: z.number().nullable(),
  hours: z.number().nullable(),
  course: z.object({ id: id.nullable(), code: z.string().nullable(), name: bilingual }).nullable(),
  term: z.string().nullable(),
  sitting: z.enum(SITTINGS).nullable(),
  competencies: z.array(competency),
  evidence: z.array(evidence),
  certificate: z
    .object({ number: z.string(), issuer: z.string(), standard: z.string().nullable() })
    .nullable(),
  note: z.string().nullable(),
  visibility: z.enum(VISIBILITIES),
  confirmedBy: z.object({ organisation: named, group: named.nullable() }),
  recordedBy: z.string(),
  recordedAt: instant,
  /** Everything that was said about it, the first entry first. */
  trace: z.array(step),
  disputes: z.array(dispute),
})
export type RecordEntry = z.infer<typeof entry>

export const listEntries = endpoint({
  id: 'records.listEntries',
  method: 'GET',
  path: '/api/learners/:id/record/entries',
  summary: 'A page of a learner’s record, the latest first, each entry with what became of it',
  permission: readRecord,
  params,
  query: z.object({ ...pageQuery, kind: z.enum(KINDS).optional() }),
  answer: page(entry),
  example: ({ records }) => ({
    params: { id: records.learner.id },
    query: { limit: 20 },
    subject: records.learner.subject,
  }),
})

export const exportRecord = endpoint({
  id: 'records.exportRecord',
  method: 'GET',
  path: '/api/learners/:id/record/export',
  summary: 'The record as a table',
  permission: readRecord,
  limit: 30,
  params,
  query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: ({ records }) => ({
    params: { id: records.learner.id },
    query: { format: 'csv' as const },
    subject: records.learner.subject,
  }),
})

export const getEvidence = endpoint({
  id: 'records.getEvidence',
  method: 'GET',
  path: '/api/learners/:id/record/evidence/:sha256',
  summary: 'A file that an entry of the record names as evidence',
  permission: readRecord,
  params: z.object({ id, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  answer: 'file',
  example: async ({ records }) => ({
    params: { id: records.learner.id, sha256: (await records.freshOutcome()).sha256 },
    subject: records.learner.subject,
  }),
})
