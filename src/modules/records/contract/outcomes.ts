import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, line, oneLine, text } from '#platform/contract/fields.ts'
import {
  addEvidence as addEvidencePermission,
  claimOutcome as claimPermission,
  readOutcome,
  recordOutcome as recordPermission,
  vouchFor,
  withdrawClaim as withdrawPermission,
} from '../policy.ts'
import { CLAIMABLE, KINDS, LEVELS, PRIZES, VISIBILITIES } from '../rules/vocabulary.ts'
import { scoreInput, TITLE_MOST } from './payload.ts'
import { entry } from './record.ts'

const params = z.object({ id })
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform(value => value ?? null)

export const EVIDENCE_BYTES = 20_000_000
export const EVIDENCE_MOST = 10

const link = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine(value => !/\s/.test(value), { params: { code: 'characters' } })

/** What is said of an outcome by hand; evidence files are named by the ids of what was brought before. */
export const facts = z.object({
  title: z.object({ zh: line(TITLE_MOST), en: optional(line(TITLE_MOST)) }),
  day,
  level: optional(z.enum(LEVELS)),
  prize: optional(z.enum(PRIZES)),
  teamPlace: optional(z.int().min(1).max(99)),
  score: optional(scoreInput),
  credits: optional(z.number().min(0).max(100)),
  hours: optional(z.number().min(0).max(10_000)),
  competencies: z
    .array(z.object({ id, level: z.int().min(1).max(8) }))
    .max(50)
    .default([]),
  files: z.array(id).max(EVIDENCE_MOST).default([]),
  links: z
    .array(z.object({ url: link, title: optional(oneLine(200)) }))
    .max(EVIDENCE_MOST)
    .default([]),
  /** Other outcomes of the same learner that it rests on. */
  outcomes: z.array(id).max(EVIDENCE_MOST).default([]),
  certificate: optional(
    z.object({ number: oneLine(100), issuer: oneLine(200), standard: optional(oneLine(200)) }),
  ),
  note: optional(text(2000).min(1)),
})
export type OutcomeFacts = z.output<typeof facts>

export const getOutcome = endpoint({
  id: 'records.getOutcome',
  method: 'GET',
  path: '/api/outcomes/:id',
  summary: 'One outcome with all that was said about it, for whoever stands for it or reads the record',
  permission: readOutcome,
  params,
  answer: z.object({
    entry,
    /** Null where the viewer stands for the outcome but does not see who learns at the school. */
    learner: z.object({ id, name: z.string(), organisation: bilingual }).nullable(),
    /** The last step, which a correction has to follow. */
    last: id,
  }),
  example: async ({ records }) => ({
    params: { id: (await records.freshOutcome()).id },
    subject: { ...records.voucher, learner: records.learner.subject },
  }),
})

export const recordOutcome = endpoint({
  id: 'records.recordOutcome',
  method: 'POST',
  path: '/api/learners/:id/outcomes',
  summary: 'Records what a learner of the own school achieved',
  permission: recordPermission,
  params,
  body: facts.extend({ kind: z.enum(KINDS), visibility: z.enum(VISIBILITIES).default('school') }),
  answer: z.object({ id }),
  example: ({ records }) => ({
    params: { id: records.learner.id },
    body: {
      ...{ kind: 'award' as const, title: { zh: '数字媒体技能竞赛', en: null }, day: '2026-05-20' },
      ...{ level: 'municipal' as const, prize: 'second' as const },
    },
    subject: { organisationId: records.learner.subject.organisationId },
  }),
})

export const claimOutcome = endpoint({
  id: 'records.claimOutcome',
  method: 'POST',
  path: '/api/record/claims',
  summary:
    'The learner says what they achieved and asks an organisation to confirm it; their school when none is named',
  permission: claimPermission,
  body: facts.extend({
    kind: z.enum(CLAIMABLE),
    visibility: z.enum(VISIBILITIES).default('school'),
    confirmingOrganisationId: optional(id),
  }),
  answer: z.object({ id }),
  example: () => ({
    body: { kind: 'work' as const, title: { zh: '短片《晨光》', en: 'Morning Light' }, day: '2026-06-01' },
  }),
})

export const withdrawClaim = endpoint({
  id: 'records.withdrawClaim',
  method: 'POST',
  path: '/api/outcomes/:id/withdraw',
  summary: 'The learner takes back a claim that nobody has confirmed yet',
  permission: withdrawPermission,
  params,
  answer: 'nothing',
  example: async ({ records }) => {
    const { id, personId } = await records.ownClaim()
    return { params: { id }, subject: { personId } }
  },
})

export const decideClaim = endpoint({
  id: 'records.decideClaim',
  method: 'POST',
  path: '/api/outcomes/:id/decision',
  summary: 'Confirms what a learner claimed, or says why not',
  permission: vouchFor,
  params,
  body: z.object({ confirm: z.boolean(), reason: optional(text(2000).min(1)) }),
  answer: 'nothing',
  example: async ({ records }) => ({
    params: { id: await records.freshClaim() },
    body: { confirm: true },
    subject: records.voucher,
  }),
})

export const correctOutcome = endpoint({
  id: 'records.correctOutcome',
  method: 'POST',
  path: '/api/outcomes/:id/corrections',
  summary: 'Says how an entry should have been; the earlier one stays beside it',
  permission: vouchFor,
  params,
  body: facts.omit({ files: true, links: true, outcomes: true, competencies: true }).extend({
    reason: text(2000).min(1),
    /** The last step the corrector saw; another one since then is shown first. */
    after: id,
  }),
  answer: z.object({ id }),
  example: async ({ records }) => {
    const { id } = await records.freshOutcome()
    return {
      params: { id },
      body: { title: { zh: '三维建模', en: null }, day: '2026-01-10', reason: '漏登加分', after: id },
      subject: records.voucher,
    }
  },
})

export const revokeOutcome = endpoint({
  id: 'records.revokeOutcome',
  method: 'POST',
  path: '/api/outcomes/:id/revocation',
  summary: 'Takes an entry out of force, with a reason; it stays readable',
  permission: vouchFor,
  params,
  body: z.object({ reason: text(2000).min(1) }),
  answer: 'nothing',
  example: async ({ records }) => ({
    params: { id: (await records.freshOutcome()).id },
    body: { reason: '登记有误' },
    subject: records.voucher,
  }),
})

export const addEvidence = endpoint({
  id: 'records.addEvidence',
  method: 'POST',
  path: '/api/evidence',
  summary: 'Brings a file to be named as evidence within a day',
  permission: addEvidencePermission,
  query: z.object({ name: oneLine(255) }),
  upload: { maxBytes: EVIDENCE_BYTES },
  limit: 60,
  answer: z.object({ id, name: z.string(), mediaType: z.string(), size: z.int() }),
  example: () => ({ query: { name: '证书.pdf' }, upload: new TextEncoder().encode('%PDF-1.4\n') }),
})
