import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, language, line, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { changeApplication, listApplications as listPermission } from '../policy.ts'
import { APPLICATION_STATES } from '../rules/applications.ts'
import { applicationDocument, applicationStep } from './applications.ts'
import { ORGANISATION_KINDS, POSITIONS } from './vocabulary.ts'
import './application-world.ts'

const version = z.int().min(1)
const params = z.object({ id })

const applicationRow = z.object({
  id,
  reference: z.string(),
  state: z.enum(APPLICATION_STATES),
  kind: z.enum(ORGANISATION_KINDS),
  name: bilingual,
  submittedAt: instant,
})
export type ApplicationRow = z.infer<typeof applicationRow>

const application = applicationRow.extend({
  uscc: z.string(),
  address: z.string(),
  fields: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  motivation: z.string(),
  /** Null once it has been erased. */
  contact: z.object({ name: z.string(), email: z.string(), phone: z.string() }).nullable(),
  language,
  consentedAt: instant,
  organisationId: id.nullable(),
  version: z.int(),
  documents: z.array(applicationDocument),
  steps: z.array(
    applicationStep.extend({
      by: z.string().nullable(),
      votes: z.object({ for: z.int(), against: z.int(), abstained: z.int() }).nullable(),
    }),
  ),
  /** Other applications of the same code in this group that are not over. */
  others: z.array(z.object({ id, reference: z.string() })),
  /** An organisation of this code that the platform knows already: admitting makes it a member, not a second one. */
  known: z.object({ id, name: bilingual }).nullable(),
})
export type Application = z.infer<typeof application>

const decision = {
  decidedOn: day,
  /** As the minutes number it. */
  resolution: line(100),
  votes: z
    .object({
      for: z.int().min(0).max(9999),
      against: z.int().min(0).max(9999),
      abstained: z.int().min(0).max(9999),
    })
    .nullable(),
}

const admission = z.object({
  ...decision,
  position: z.enum(POSITIONS),
  startsOn: day,
  /** The next free one when left out. */
  number: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .nullable(),
  /** What its people type when they sign in with a number; made when left out. */
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{1,11}$/)
    .nullable(),
})
export type Admission = z.infer<typeof admission>

export const listApplications = endpoint({
  id: 'members.listApplications',
  method: 'GET',
  path: '/api/applications',
  summary: "Applications to the secretariat's group, the newest first",
  permission: listPermission,
  query: z.object({ ...pageQuery, state: z.enum(APPLICATION_STATES).optional() }),
  answer: page(applicationRow),
  example: () => ({ query: { state: 'submitted' } }),
})

export const getApplication = endpoint({
  id: 'members.getApplication',
  method: 'GET',
  path: '/api/applications/:id',
  summary: 'One application with its documents and history',
  permission: changeApplication,
  params,
  answer: application,
  example: async world => ({
    params: { id: (await world.applications.fresh('submitted')).id },
    subject: { groupId: world.members.groupId },
  }),
})

export const downloadApplicationDocument = endpoint({
  id: 'members.downloadApplicationDocument',
  method: 'GET',
  path: '/api/applications/:id/documents/:documentId',
  summary: 'A document of an application',
  permission: changeApplication,
  params: z.object({ id, documentId: id }),
  answer: 'file',
  example: async world => ({
    params: await world.applications.withDocument(),
    subject: { groupId: world.members.groupId },
  }),
})

export const askCompletion = endpoint({
  id: 'members.askCompletion',
  method: 'POST',
  path: '/api/applications/:id/ask',
  summary: 'Asks the applicant for what is missing, by a letter with the link to the application',
  permission: changeApplication,
  params,
  body: z.object({ note: text(3000).min(1), version }),
  answer: z.object({ version: z.int() }),
  example: async world => {
    const { id, version } = await world.applications.fresh('submitted')
    return {
      params: { id },
      body: { note: '请补充营业执照。', version },
      subject: { groupId: world.members.groupId },
    }
  },
})

export const checkApplication = endpoint({
  id: 'members.checkApplication',
  method: 'POST',
  path: '/api/applications/:id/check',
  summary: 'The secretariat has checked the application; it waits for the council',
  permission: changeApplication,
  params,
  body: z.object({ version }),
  answer: z.object({ version: z.int() }),
  example: async world => {
    const { id, version } = await world.applications.fresh('submitted')
    return { params: { id }, body: { version }, subject: { groupId: world.members.groupId } }
  },
})

export const admitApplicant = endpoint({
  id: 'members.admitApplicant',
  method: 'POST',
  path: '/api/applications/:id/admit',
  summary:
    "Records the council's decision to admit: the organisation is a member, its administrator is invited",
  permission: changeApplication,
  secret: true,
  params,
  body: admission.extend({ version }),
  answer: z.object({
    organisationId: id,
    membershipId: id,
    number: z.string(),
    /** To hand to the contact where no letters are sent; null when a letter carries it or nobody needs it. */
    invitation: z.object({ code: z.string(), link: z.string(), expiresAt: instant }).nullable(),
  }),
  example: async world => {
    const { id, version } = await world.applications.fresh('checked')
    return {
      params: { id },
      body: {
        ...{ decidedOn: '2026-03-01', resolution: '2026-1', votes: null, position: 'member' as const },
        ...{ startsOn: '2026-03-01', number: null, code: world.members.freshCode(), version },
      },
      subject: { groupId: world.members.groupId },
    }
  },
})

export const rejectApplicant = endpoint({
  id: 'members.rejectApplicant',
  method: 'POST',
  path: '/api/applications/:id/reject',
  summary: 'Records that an application is refused, with the reason the applicant reads',
  permission: changeApplication,
  params,
  body: z.object({ ...decision, resolution: line(100).nullable(), note: text(3000).min(1), version }),
  answer: z.object({ version: z.int() }),
  example: async world => {
    const { id, version } = await world.applications.fresh('checked')
    return {
      params: { id },
      body: { decidedOn: '2026-03-01', resolution: null, votes: null, note: '业务不符。', version },
      subject: { groupId: world.members.groupId },
    }
  },
})
