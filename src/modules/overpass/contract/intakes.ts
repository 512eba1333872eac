import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  browseIntakes,
  openIntake as openPermission,
  rankIntake as rankPermission,
  readApplicants,
} from '../policy.ts'
import { APPLICATION_STATES, INTAKE_PHASES, ORDERS } from '../rules/admission.ts'
import { credits, grounds, named, params, version } from './parts.ts'

const intake = z.object({
  id,
  grounds,
  programme: named,
  organisation: named,
  opensOn: day,
  closesOn: day,
  startsOn: day,
  seats: z.int(),
  /** Seats offered, accepted or filled. */
  taken: z.int(),
  rankedBy: z.enum(ORDERS),
  phase: z.enum(INTAKE_PHASES),
  rankedAt: instant.nullable(),
  documents: z.array(bilingual),
  note: z.string().nullable(),
  /** Why it was cancelled, for everybody to read. */
  cancelReason: z.string().nullable(),
  /** Whether it is open to the viewer, who has not applied yet. */
  mine: z.boolean(),
  /** The viewer's own application. */
  applicationId: id.nullable(),
  /** For the school's staff; null for everybody else. */
  applied: z.int().nullable(),
  version,
})
export type Intake = z.infer<typeof intake>

export const openIntake = endpoint({
  id: 'overpass.openIntake',
  method: 'POST',
  path: '/api/intakes',
  summary: 'Opens an intake on a bridge to a programme of the own school: dates, seats, what ranks first',
  permission: openPermission,
  body: z.object({
    clauseId: id,
    opensOn: day,
    closesOn: day,
    startsOn: day,
    seats: z.int().min(1).max(100_000),
    rankedBy: z.enum(ORDERS),
    note: text(2000).min(1).nullable(),
  }),
  answer: z.object({ id }),
  example: async ({ overpass }) => ({
    body: {
      ...{ clauseId: await overpass.freshBridge(), opensOn: '2026-05-01', closesOn: '2099-05-31' },
      ...{ startsOn: '2099-09-01', seats: 20, rankedBy: 'scores' as const, note: null },
    },
    subject: { receivingOrganisationId: overpass.schoolId },
  }),
})

export const listIntakes = endpoint({
  id: 'overpass.listIntakes',
  method: 'GET',
  path: '/api/intakes',
  summary: 'Intakes the viewer may apply to, those of the own school, and those of one bridge',
  permission: browseIntakes,
  query: z.object({ ...pageQuery, clause: id.optional(), own: z.enum(['yes']).optional() }),
  answer: page(intake),
  example: () => ({}),
})

export const getIntake = endpoint({
  id: 'overpass.getIntake',
  method: 'GET',
  path: '/api/intakes/:id',
  summary: 'An intake of a bridge',
  permission: browseIntakes,
  params,
  answer: intake,
  example: async ({ overpass }) => ({ params: { id: (await overpass.freshIntake()).id } }),
})

export const changeIntake = endpoint({
  id: 'overpass.changeIntake',
  method: 'PUT',
  path: '/api/intakes/:id',
  summary:
    'Changes the days of an intake or adds seats; whoever has applied is told. Ranked, only seats are added',
  permission: openPermission,
  params,
  body: z.object({
    opensOn: day,
    closesOn: day,
    startsOn: day,
    seats: z.int().min(1).max(100_000),
    note: text(2000).min(1).nullable(),
    version,
  }),
  answer: z.object({ version, told: z.int() }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.freshIntake()
    return {
      params: { id },
      body: {
        ...{ opensOn: '2026-03-01', closesOn: '2099-05-31', startsOn: '2099-09-01', seats: 5 },
        ...{ note: null, version: 1 },
      },
      subject: facts,
    }
  },
})

export const cancelIntake = endpoint({
  id: 'overpass.cancelIntake',
  method: 'POST',
  path: '/api/intakes/:id/cancel',
  summary:
    'Cancels an intake that is not ranked yet, with a reason; applications end with it and their learners are told',
  permission: openPermission,
  params,
  body: z.object({ reason: text(2000).min(1), version }),
  answer: z.object({ told: z.int() }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.freshIntake()
    return { params: { id }, body: { reason: '本年度该专业停止招生。', version: 1 }, subject: facts }
  },
})

const applicantQuery = { state: z.enum(APPLICATION_STATES).optional() }
const applicant = z.object({
  id,
  learner: z.object({ id, name: z.string(), organisation: bilingual }),
  state: z.enum(APPLICATION_STATES),
  entryMet: z.boolean(),
  score: z.number(),
  credits,
  place: z.int().nullable(),
  documentsIn: z.boolean(),
  answerBy: day.nullable(),
  submittedAt: instant,
  version,
})
export type Applicant = z.infer<typeof applicant>

export const listApplicants = endpoint({
  id: 'overpass.listApplicants',
  method: 'GET',
  path: '/api/intakes/:id/applications',
  summary: 'Who has applied, by place; before the ranking, the place each would have today',
  permission: readApplicants,
  params,
  query: z.object(applicantQuery),
  answer: z.object({ rows: z.array(applicant) }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.freshIntake()
    return { params: { id }, subject: facts }
  },
})

export const exportApplicants = endpoint({
  id: 'overpass.exportApplicants',
  method: 'GET',
  path: '/api/intakes/:id/applications/export',
  summary: 'The same as a table',
  permission: readApplicants,
  params,
  query: z.object({ ...applicantQuery, format: z.enum(['xlsx', 'csv']) }),
  answer: 'file',
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.freshIntake()
    return { params: { id }, query: { format: 'csv' as const }, subject: facts }
  },
})

export const rankIntake = endpoint({
  id: 'overpass.rankIntake',
  method: 'POST',
  path: '/api/intakes/:id/rank',
  summary: 'Ranks all applications after the last day and offers the seats; the others wait in line',
  permission: rankPermission,
  params,
  body: z.object({ version }),
  answer: z.object({ offered: z.int(), waiting: z.int(), unfit: z.int() }),
  example: async ({ overpass }) => {
    const { id, facts } = await overpass.freshIntake({ closed: true })
    return { params: { id }, body: { version: 1 }, subject: facts }
  },
})
