import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, oneLine, text } from '#platform/contract/fields.ts'
import { keepStatus, readPractice } from '../policy.ts'
import { LEVELS, MOST_FILES, PRACTICE_STATES } from '../rules/vocabulary.ts'
import { dayOfOurs, params, version } from './stays.ts'
import './world.ts'

const ledger = z.object({
  ...{ days: z.int(), needed: z.int(), missing: z.int(), state: z.enum(PRACTICE_STATES) },
  ...{ countsFrom: day, enoughUntil: day.nullable(), keptUntil: day.nullable() },
  falls: z.array(z.object({ from: day, until: day, days: z.int(), left: z.int() })),
  years: z.array(z.object({ year: z.int(), days: z.int(), enough: z.boolean() })),
})

const rule = z.object({
  value: z.number(),
  source: bilingual,
  verified: z.boolean(),
})

const qualification = z.object({
  id,
  level: z.enum(LEVELS),
  grantedBy: z.string(),
  number: z.string().nullable(),
  grantedOn: day,
  validUntil: day.nullable(),
  files: z.array(z.object({ id, name: z.string() })),
  /** Entered wrongly, with why. */
  withdrawn: z.string().nullable(),
  /** Whether it holds today. */
  holds: z.boolean(),
  version: z.int(),
})
export type Qualification = z.infer<typeof qualification>

const practice = z.object({
  teacher: z.object({ id, name: z.string(), number: z.string().nullable() }),
  ledger,
  /** The numbers it goes by, with where they come from. */
  rules: z.object({ months: rule, years: rule, monthDays: rule, yearlyMonths: rule }),
  /** What counts today, the earliest first, with its host. */
  spans: z.array(z.object({ id, from: day, until: day, host: bilingual })),
  /** What has been said and is not confirmed yet. */
  waiting: z.object({ stays: z.int(), days: z.int() }),
  /** Every status entered, the latest first. */
  qualifications: z.array(qualification),
})
export type Practice = z.infer<typeof practice>

export const getPractice = endpoint({
  id: 'faculty.getPractice',
  method: 'GET',
  path: '/api/faculty/teachers/:id/practice',
  summary: 'How far a teacher has come with enterprise practice, what falls out when, and their status',
  permission: readPractice,
  params,
  answer: practice,
  example: ({ faculty }) => ({
    params: { id: faculty.teacher().affiliationId },
    subject: faculty.teacher(),
  }),
})

export const addQualification = endpoint({
  id: 'faculty.addQualification',
  method: 'POST',
  path: '/api/faculty/teachers/:id/qualifications',
  summary: 'Enters a dual-qualified status of a teacher of the own school',
  permission: keepStatus,
  params,
  body: z.object({
    level: z.enum(LEVELS),
    grantedBy: oneLine(200),
    number: oneLine(100).nullable(),
    grantedOn: dayOfOurs,
    validUntil: dayOfOurs.nullable(),
    files: z.array(id).max(MOST_FILES),
  }),
  answer: z.object({ id }),
  example: ({ faculty }) => ({
    params: { id: faculty.teacher().affiliationId },
    body: {
      level: 'intermediate',
      ...{ grantedBy: '滨城市教育局', number: '滨双师2026-0001' },
      ...{ grantedOn: '2026-06-01', validUntil: '2031-05-31', files: [] },
    },
    subject: faculty.teacher(),
  }),
})

export const withdrawQualification = endpoint({
  id: 'faculty.withdrawQualification',
  method: 'POST',
  path: '/api/faculty/qualifications/:id/withdraw',
  summary: 'Withdraws a status that was entered wrongly or was taken away, with why',
  permission: keepStatus,
  params,
  body: z.object({ reason: text(1000).min(1), version }),
  answer: 'nothing',
  example: async ({ faculty }) => {
    const made = await faculty.qualification()
    return {
      params: { id: made.id },
      body: { reason: '录入了他人的证书', version: made.version },
      subject: made.facts,
    }
  },
})
