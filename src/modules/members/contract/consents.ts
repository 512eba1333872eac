import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, line } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { keepConsents, listConsentRequests as listPermission } from '../policy.ts'
import { CONSENT_ANSWERS, CONSENT_CAPACITIES, CONSENT_PURPOSES, CONSENT_STATES } from '../rules/consents.ts'
import { familyDocument } from './guardians.ts'
import { RELATIONS } from './vocabulary.ts'
import './family-world.ts'
import './world.ts'

const version = z.int().min(1)
const params = z.object({ id })

export const consentInput = z.object({
  purpose: z.enum(CONSENT_PURPOSES),
  title: z.object({ zh: line(100), en: line(150) }),
  text: z.object({ zh: line(5000), en: line(10_000) }),
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('class'), id }),
    z.object({ kind: z.literal('student'), id }),
  ]),
  /** Each guardian signs, not just one. */
  needsAll: z.boolean(),
  /** A minor signs as well. */
  alsoStudent: z.boolean(),
  /** A signature counts with a scan of the paper only. */
  onPaper: z.boolean(),
  answerBy: day.nullable(),
  validUntil: day.nullable(),
})
export type ConsentInput = z.infer<typeof consentInput>

const request = z.object({
  id,
  purpose: z.enum(CONSENT_PURPOSES),
  title: bilingual,
  about: z.object({ kind: z.enum(['class', 'student']), id, name: z.string() }),
  askedOn: day,
  answerBy: day.nullable(),
  validUntil: day.nullable(),
  closedOn: day.nullable(),
})

const requestRow = request.extend({
  /** How many students it concerns, of whom it is given, and of whom somebody is against it. */
  counts: z.object({ total: z.int(), given: z.int(), against: z.int() }),
})
export type ConsentRequestRow = z.infer<typeof requestRow>

/** Somebody who may sign, or has signed, for one student. */
const signer = z.object({
  capacity: z.enum(CONSENT_CAPACITIES),
  guardianshipId: id.nullable(),
  name: z.string(),
  relation: z.enum(RELATIONS).nullable(),
  /** Whether they can sign today. */
  open: z.boolean(),
  claimed: z.boolean(),
  /** Their latest answer. */
  answer: z.enum(CONSENT_ANSWERS).nullable(),
  day: day.nullable(),
  note: z.string().nullable(),
  enteredBy: z.string().nullable(),
  document: familyDocument.nullable(),
})
export type Signer = z.infer<typeof signer>

const asked = z.object({
  id,
  student: z.object({ id, name: z.string(), number: z.string().nullable() }),
  state: z.enum(CONSENT_STATES),
  age: z.enum(['minor', 'adult', 'unknown']),
  signers: z.array(signer),
})
export type AskedStudent = z.infer<typeof asked>

const fullRequest = request.extend({
  text: bilingual,
  needsAll: z.boolean(),
  alsoStudent: z.boolean(),
  onPaper: z.boolean(),
  by: z.string(),
  remindedOn: day.nullable(),
  version: z.int(),
  /** By name; at most 300. */
  students: z.array(asked),
})
export type ConsentRequest = z.infer<typeof fullRequest>

export const listConsentRequests = endpoint({
  id: 'members.listConsentRequests',
  method: 'GET',
  path: '/api/consent-requests',
  summary: 'What the school has asked consent for, the newest first',
  permission: listPermission,
  query: z.object({ student: id.optional(), ...pageQuery }),
  answer: page(requestRow),
  example: () => ({ query: {} }),
})

export const exampleConsent = (about: ConsentInput['about']): ConsentInput => ({
  purpose: 'photo',
  title: { zh: '校园开放日照片', en: 'Photos of the open day' },
  text: {
    zh: '学校将在网站上发布开放日照片。',
    en: 'The school publishes photos of the open day on its site.',
  },
  ...{ about, needsAll: false, alsoStudent: false, onPaper: false, answerBy: null, validUntil: null },
})

export const askConsent = endpoint({
  id: 'members.askConsent',
  method: 'POST',
  path: '/api/consent-requests',
  summary: 'Asks for a consent, of a class or of one student; whoever decides finds it on their list',
  permission: keepConsents,
  body: consentInput,
  answer: z.object({ id }),
  example: async world => ({
    body: exampleConsent({ kind: 'student', id: await world.family.freshStudent() }),
    subject: { organisationId: world.members.schoolId },
  }),
})

export const getConsentRequest = endpoint({
  id: 'members.getConsentRequest',
  method: 'GET',
  path: '/api/consent-requests/:id',
  summary: 'One request: who has signed, refused, withdrawn, and who is missing',
  permission: keepConsents,
  params,
  answer: fullRequest,
  example: async world => ({
    params: { id: (await world.family.consent()).requestId },
    subject: { organisationId: world.members.schoolId },
  }),
})

export const exportConsents = endpoint({
  id: 'members.exportConsents',
  method: 'GET',
  path: '/api/consent-requests/:id/export',
  summary: 'The answers to one request as a spreadsheet',
  permission: keepConsents,
  limit: 30,
  params,
  query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: async world => ({
    params: { id: (await world.family.consent()).requestId },
    query: { format: 'csv' as const },
    subject: { organisationId: world.members.schoolId },
  }),
})

export const remindSigners = endpoint({
  id: 'members.remindSigners',
  method: 'POST',
  path: '/api/consent-requests/:id/remind',
  summary: 'Puts the request on the list of those missing again, newcomers of the class included; once a day',
  permission: keepConsents,
  params,
  answer: z.object({ reminded: z.int(), added: z.int() }),
  example: async world => ({
    params: { id: (await world.family.consent()).requestId },
    subject: { organisationId: world.members.schoolId },
  }),
})

export const closeConsentRequest = endpoint({
  id: 'members.closeConsentRequest',
  method: 'POST',
  path: '/api/consent-requests/:id/close',
  summary: 'Takes a request back: its consents hold no longer, and nobody is asked any more',
  permission: keepConsents,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async world => {
    const fresh = await world.family.consent()
    return {
      params: { id: fresh.requestId },
      body: { version: fresh.version },
      subject: { organisationId: world.members.schoolId },
    }
  },
})

export const noteAnswers = endpoint({
  id: 'members.noteAnswers',
  method: 'POST',
  path: '/api/consent-requests/:id/noted',
  summary: 'Says that the school has seen who is against it',
  permission: keepConsents,
  params,
  answer: 'nothing',
  example: async world => ({
    params: { id: (await world.family.consent()).requestId },
    subject: { organisationId: world.members.schoolId },
  }),
})

export const enterPaper = endpoint({
  id: 'members.enterPaper',
  method: 'POST',
  path: '/api/consents/:id/paper',
  summary: 'Enters an answer that was given on paper, with its scan',
  permission: keepConsents,
  params,
  body: z.object({
    /** Null for the student's own signature. */
    guardianshipId: id.nullable(),
    answer: z.enum(['given', 'refused']),
    day,
    documentId: id,
  }),
  answer: 'nothing',
  example: async world => {
    const { consentId, guardianshipId, documentId } = await world.family.withScan()
    return {
      params: { id: consentId },
      body: { guardianshipId, answer: 'given' as const, day: '2026-09-01', documentId },
      subject: { organisationId: world.members.schoolId },
    }
  },
})
