import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  applyAlong as applyPermission,
  consentToSeat,
  enrol as enrolPermission,
  listAdmissions as listPermission,
  ownAdmission,
  readAdmission,
  receiveDocuments as receivePermission,
} from '../policy.ts'
import { APPLICATION_STATES, ORDERS } from '../rules/admission.ts'
import { credits, grounds, named, params, version } from './parts.ts'

export const applyAlong = endpoint({
  id: 'overpass.applyAlong',
  method: 'POST',
  path: '/api/intakes/:id/applications',
  summary: 'Applies to an intake; what the rule makes of the own record today goes with it',
  permission: applyPermission,
  limit: 30,
  params,
  body: z.object({ note: text(2000).min(1).nullable() }),
  answer: z.object({ id }),
  example: async ({ overpass }) => ({
    params: { id: (await overpass.openToMe()).id },
    body: { note: null },
  }),
})

const admissionRow = z.object({
  id,
  state: z.enum(APPLICATION_STATES),
  intakeId: id,
  programme: named,
  receiving: named,
  learnerName: z.string(),
  /** The viewer's own, and not a child's. */
  own: z.boolean(),
  startsOn: day,
  closesOn: day,
  answerBy: day.nullable(),
  submittedAt: instant,
  version,
})
export type AdmissionRow = z.infer<typeof admissionRow>

export const listAdmissions = endpoint({
  id: 'overpass.listAdmissions',
  method: 'GET',
  path: '/api/admissions',
  summary: 'The person’s own applications and those of their children, the latest first',
  permission: listPermission,
  query: z.object(pageQuery),
  answer: page(admissionRow),
  example: () => ({}),
})

/** What the rule made of the record on the day somebody applied. */
export const facts = z.object({
  parts: z.array(
    z.object({
      met: z.boolean(),
      text: z.object({ zh: z.string(), en: z.string() }),
      outcome: bilingual.nullable(),
    }),
  ),
  outcomes: z.array(z.object({ title: bilingual, credits })),
})
export type AdmissionFacts = z.infer<typeof facts>

export const getAdmission = endpoint({
  id: 'overpass.getAdmission',
  method: 'GET',
  path: '/api/admissions/:id',
  summary: 'An application with its figures, its place and why, the offer and the answers',
  permission: readAdmission,
  params,
  answer: admissionRow.extend({
    personId: id,
    learnerId: id,
    receivingOrganisationId: id,
    guardianIds: z.array(id),
    organisation: bilingual,
    grounds,
    rankedBy: z.enum(ORDERS),
    seats: z.int(),
    documents: z.array(bilingual),
    documentsIn: z.boolean(),
    note: z.string().nullable(),
    entryMet: z.boolean(),
    score: z.number(),
    credits,
    facts,
    /** Null until the ranking. */
    ranking: z
      .object({
        place: z.int(),
        of: z.int(),
        /** What decided against whoever stands just before; null for the first. */
        decidedBy: z.enum([...ORDERS, 'time']).nullable(),
        /** Figures of the last one who was offered a seat in the ranking. */
        last: z.object({ score: z.number(), credits }).nullable(),
      })
      .nullable(),
    /** The learner has said yes. */
    wanted: z.boolean(),
    minor: z.boolean(),
    consent: z.object({ name: z.string(), at: instant }).nullable(),
    enrolledId: id.nullable(),
  }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.freshAdmission('offered')
    return { params: { id }, subject: facts }
  },
})

export const withdrawAdmission = endpoint({
  id: 'overpass.withdrawAdmission',
  method: 'POST',
  path: '/api/admissions/:id/withdraw',
  summary: 'Withdraws an application, whatever has become of it; a seat goes to whoever waits',
  permission: ownAdmission,
  params,
  body: z.object({ version }),
  answer: 'nothing',
  example: async ({ overpass }) => {
    const { id, personId } = await overpass.ownAdmission('submitted')
    return { params: { id }, body: { version: 1 }, subject: { personId } }
  },
})

export const answerOffer = endpoint({
  id: 'overpass.answerOffer',
  method: 'POST',
  path: '/api/admissions/:id/answer',
  summary: 'Accepts an offered seat or refuses it; a minor’s yes waits for a guardian’s consent',
  permission: ownAdmission,
  params,
  body: z.object({ accept: z.boolean(), version }),
  answer: z.object({ state: z.enum(APPLICATION_STATES) }),
  example: async ({ overpass }) => {
    const { id, personId } = await overpass.ownAdmission('offered')
    return { params: { id }, body: { accept: false, version: 1 }, subject: { personId } }
  },
})

export const consentToAdmission = endpoint({
  id: 'overpass.consentToAdmission',
  method: 'POST',
  path: '/api/admissions/:id/consent',
  summary: 'A guardian consents to a minor’s acceptance of a seat, or refuses it',
  permission: consentToSeat,
  params,
  body: z.object({ given: z.boolean(), version }),
  answer: z.object({ state: z.enum(APPLICATION_STATES) }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.freshAdmission('offered')
    return { params: { id }, body: { given: true, version: 1 }, subject: facts }
  },
})

export const receiveDocuments = endpoint({
  id: 'overpass.receiveDocuments',
  method: 'PUT',
  path: '/api/admissions/:id/documents',
  summary: 'Notes that the documents of an application have been handed in, or takes that back',
  permission: receivePermission,
  params,
  body: z.object({ received: z.boolean(), version }),
  answer: 'nothing',
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.freshAdmission('submitted')
    return { params: { id }, body: { received: true, version: 1 }, subject: facts }
  },
})

export const enrol = endpoint({
  id: 'overpass.enrol',
  method: 'POST',
  path: '/api/admissions/:id/enrol',
  summary: 'Enrols whoever accepted: an entry as student of the school, joined to their account',
  permission: enrolPermission,
  params,
  body: z.object({ number: text(40).min(1), classId: id.nullable(), version }),
  answer: z.object({ studentId: id }),
  example: async ({ overpass, members }) => {
    const { id, facts } = await overpass.freshAdmission('accepted')
    return {
      params: { id },
      body: { number: members.freshCode(), classId: null, version: 1 },
      subject: facts,
    }
  },
})
