import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, oneLine } from '#platform/contract/fields.ts'
import { editVersion, followVersion, readVersion } from '../policy.ts'
import { STEPS } from '../rules/steps.ts'
import {
  ENDING_STATES,
  HANDOVERS,
  MOST_PARTIES,
  PARTY_ROLES,
  SIGNING_MODES,
  STATES,
  STATUSES,
} from '../rules/vocabulary.ts'
import { clause } from './clauses.ts'
import { facts, named, organisationName, params, partyInput, termInput, version } from './parts.ts'
import './world.ts'

const signature = z.object({
  id,
  mode: z.enum(SIGNING_MODES),
  signedOn: day,
  at: instant,
  /** Null for those who may not read the parties' papers. */
  signerName: z.string().nullable(),
  scan: z.object({ name: z.string(), size: z.int() }).nullable(),
})

const party = z.object({
  id,
  organisationId: id,
  /** As it is called in this text. */
  name: bilingual,
  uscc: z.string().nullable(),
  role: z.enum(PARTY_ROLES),
  mustSign: z.boolean(),
  /** Of the text as it was sent last. */
  signature: signature.nullable(),
})
export type Party = z.infer<typeof party>

const comment = z.object({
  id,
  organisation: organisationName,
  clauseNumber: z.int().nullable(),
  text: z.string(),
  byName: z.string(),
  at: instant,
  answer: z.object({ text: z.string(), byName: z.string(), at: instant }).nullable(),
})
export type Comment = z.infer<typeof comment>

const ending = z.object({
  id,
  state: z.enum(ENDING_STATES),
  endsOn: day,
  handover: z.enum(['finish', 'stop']),
  lastCohort: z.int().nullable(),
  reason: z.string(),
  proposedBy: organisationName,
  byName: z.string(),
  at: instant,
  answers: z.array(
    z.object({
      organisation: organisationName,
      answer: z.enum(['agree', 'refuse']),
      note: z.string().nullable(),
      byName: z.string(),
      at: instant,
    }),
  ),
  version: z.int(),
})
export type Ending = z.infer<typeof ending>

const want = z.object({
  want: z.enum([
    'two_parties',
    'two_signers',
    'drafter_party',
    'from_cohort',
    'no_clauses',
    'no_text',
    'blank',
    'clause_problem',
    'kind_unknown',
  ]),
  clause: z.int().optional(),
})

const agreementVersion = z.object({
  id,
  agreementId: id,
  number: z.int(),
  state: z.enum(STATES),
  status: z.enum(STATUSES),
  kind: z.object({
    code: z.string(),
    name: bilingual,
    roles: z.array(z.enum(PARTY_ROLES)),
    byCohort: z.boolean(),
  }),
  reference: z.string().nullable(),
  title: bilingual,
  fromDate: day,
  untilDate: day.nullable(),
  fromCohort: z.int().nullable(),
  untilCohort: z.int().nullable(),
  open: z.boolean(),
  group: organisationName.nullable(),
  draftedBy: organisationName,
  basedOn: z.object({ id, number: z.int() }).nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
  textHash: z.string().nullable(),
  signedOn: day.nullable(),
  /** On which days it holds; null where it never does. */
  force: z.object({ from: day, until: day.nullable() }).nullable(),
  endedOn: day.nullable(),
  lastCohort: z.int().nullable(),
  handover: z.enum(HANDOVERS).nullable(),
  version: z.int(),
  facts,
  parties: z.array(party),
  clauses: z.array(clause),
  /** What the draft lacks before it can be sent; for those who draft it. */
  wants: z.array(want),
  comments: z.array(comment),
  endings: z.array(ending),
})
export type AgreementVersion = z.infer<typeof agreementVersion>

export const getVersion = endpoint({
  id: 'agreements.getVersion',
  method: 'GET',
  path: '/api/agreement-versions/:id',
  summary:
    'One version: parties, clauses, signatures, comments and endings as far as the viewer may read them',
  permission: readVersion,
  params,
  answer: agreementVersion,
  example: async ({ agreements }) => {
    const made = await agreements.fresh('signed')
    return { params: { id: made.version.id }, subject: made.facts }
  },
})

const versionInput = z.object({
  title: named,
  reference: oneLine(60).nullable(),
  groupId: id.nullable(),
  ...termInput,
  open: z.boolean(),
  parties: z.array(partyInput).max(MOST_PARTIES),
})
export type VersionInput = z.infer<typeof versionInput>

export const updateVersion = endpoint({
  id: 'agreements.updateVersion',
  method: 'PUT',
  path: '/api/agreement-versions/:id',
  summary: 'Changes title, dates, cohorts and parties of a draft',
  permission: editVersion,
  params,
  body: versionInput.extend({ version }),
  answer: z.object({ version: z.int() }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('draft')
    return {
      params: { id: made.version.id },
      body: {
        ...{
          title: { zh: '动画订单班协议', en: 'Order class' },
          reference: '示例〔2027〕1号',
          groupId: null,
        },
        ...{
          fromDate: '2027-01-01',
          untilDate: '2030-07-31',
          fromCohort: 2027,
          untilCohort: 2029,
          open: false,
        },
        parties: [
          { organisationId: agreements.organisationId, role: 'school' as const, mustSign: true },
          { organisationId: agreements.partnerId, role: 'company' as const, mustSign: true },
        ],
        version: made.version.version,
      },
      subject: made.facts,
    }
  },
})

export const amendVersion = endpoint({
  id: 'agreements.amendVersion',
  method: 'POST',
  path: '/api/agreement-versions/:id/amend',
  summary: 'A new draft of the agreement with the parties and clauses of a signed version',
  permission: followVersion,
  params,
  body: z.object({ fromDate: day }),
  answer: z.object({ id }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('signed')
    return { params: { id: made.version.id }, body: { fromDate: '2027-09-01' }, subject: made.facts }
  },
})

export const moveVersion = endpoint({
  id: 'agreements.moveVersion',
  method: 'POST',
  path: '/api/agreement-versions/:id/move',
  summary: 'Sends a draft to its parties, takes it back to be changed, or gives it up',
  permission: editVersion,
  params,
  body: z.object({ step: z.enum(STEPS), version }),
  answer: z.object({ version: z.int() }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('draft')
    return {
      params: { id: made.version.id },
      body: { step: 'send', version: made.version.version },
      subject: made.facts,
    }
  },
})

const pieces = z.array(z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']) }))

export const compareVersions = endpoint({
  id: 'agreements.compareVersions',
  method: 'GET',
  path: '/api/agreement-versions/:id/difference',
  summary: 'What changed from an earlier version to this one, clause by clause',
  permission: readVersion,
  limit: 30,
  params,
  /** The version it was begun with, when left out. */
  query: z.object({ from: id.optional() }),
  answer: z.object({
    agreementId: id,
    title: bilingual,
    from: z.object({ id, number: z.int() }),
    to: z.object({ id, number: z.int() }),
    /** What stands before the clauses: the fields that differ, texts in both languages. */
    outline: z.array(
      z.object({
        field: z.enum(['title', 'reference', 'days', 'cohorts', 'parties', 'group', 'open']),
        before: z.string(),
        after: z.string(),
      }),
    ),
    clauses: z.array(
      z.object({
        line: id,
        change: z.enum(['added', 'removed', 'changed', 'moved']),
        before: z.int().nullable(),
        after: z.int().nullable(),
        title: pieces,
        text: pieces,
      }),
    ),
  }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('signed')
    return { params: { id: made.version.id }, query: { from: made.version.id }, subject: made.facts }
  },
})

export const printVersion = endpoint({
  id: 'agreements.printVersion',
  method: 'GET',
  path: '/api/agreement-versions/:id/document',
  summary: 'The agreement as a document, in both languages or one',
  permission: readVersion,
  limit: 30,
  params,
  query: z.object({
    format: z.enum(['pdf', 'docx']).default('pdf'),
    language: z.enum(['both', 'zh', 'en']).default('both'),
  }),
  answer: 'file',
  example: async ({ agreements }) => {
    const made = await agreements.fresh('signed')
    return { params: { id: made.version.id }, query: { format: 'docx' }, subject: made.facts }
  },
})
