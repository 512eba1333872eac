import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, instant, line, oneLine } from '#platform/contract/fields.ts'
import { keepGuardians, readFamilyDocument } from '../policy.ts'
import { GUARDIANSHIP_STANDINGS, GUARDIANSHIP_STEPS } from '../rules/guardians.ts'
import { RELATIONS } from './vocabulary.ts'
import './family-world.ts'
import './world.ts'

export const FAMILY_DOCUMENT_BYTES = 10 * 1_048_576
export const FAMILY_DOCUMENT_TYPES = ['.pdf', '.jpg', '.jpeg', '.png'] as const

const version = z.int().min(1)
const params = z.object({ id })
const reason = line(2000)

export const familyDocument = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  at: instant,
})
export type FamilyDocument = z.infer<typeof familyDocument>

const guardianshipStep = z.object({
  id,
  kind: z.enum(GUARDIANSHIP_STEPS),
  day,
  reason: z.string().nullable(),
  by: z.string(),
  at: instant,
})

const guardianship = z.object({
  id,
  guardian: z.object({
    id,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    claimed: z.boolean(),
    endsOn: day.nullable(),
  }),
  relation: z.enum(RELATIONS),
  standing: z.enum(GUARDIANSHIP_STANDINGS),
  startsOn: day,
  endsOn: day.nullable(),
  barredOn: day.nullable(),
  /** Sees nothing of the child's other guardians. */
  keptApart: z.boolean(),
  version: z.int(),
  /** The latest first. */
  steps: z.array(guardianshipStep),
  /** Decisions of courts; for the school's administrators alone. */
  documents: z.array(familyDocument),
})
export type Guardianship = z.infer<typeof guardianship>

export const listGuardians = endpoint({
  id: 'members.listGuardians',
  method: 'GET',
  path: '/api/people/:id/guardians',
  summary: 'The guardians of a student, how each guardianship stands and how it came to that',
  permission: keepGuardians,
  params,
  answer: z.object({
    /** Null while the school has no birth date: then nobody can be a guardian. */
    majorityOn: day.nullable(),
    minor: z.boolean(),
    ended: z.boolean(),
    /** At most fifty. */
    rows: z.array(guardianship),
  }),
  example: world => ({
    params: { id: world.members.studentId },
    subject: { organisationId: world.members.schoolId },
  }),
})

export const inviteGuardian = endpoint({
  id: 'members.inviteGuardian',
  method: 'POST',
  path: '/api/people/:id/guardians',
  summary: 'Proposes a guardian of a minor: somebody new, or one whom the school has already',
  permission: keepGuardians,
  params,
  body: z.object({
    relation: z.enum(RELATIONS),
    guardian: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('new'),
        name: oneLine(100),
        phone: z
          .string()
          .trim()
          .regex(/^[+\d][\d ()-]{2,38}$/)
          .nullable(),
        email: z.email().max(254).nullable(),
      }),
      z.object({ kind: z.literal('known'), id }),
    ]),
  }),
  answer: z.object({ id, guardianId: id }),
  example: async world => ({
    params: { id: await world.family.freshStudent() },
    body: {
      relation: 'mother' as const,
      guardian: { kind: 'new' as const, name: '苏示例', phone: null, email: 'su@example.org' },
    },
    subject: { organisationId: world.members.schoolId },
  }),
})

export const endGuardianship = endpoint({
  id: 'members.endGuardianship',
  method: 'POST',
  path: '/api/guardianships/:id/end',
  summary: 'Ends a guardianship with a day and a reason, or lays a refused one aside',
  permission: keepGuardians,
  params,
  body: z.object({ day, reason, version }),
  answer: 'nothing',
  example: async world => {
    const fresh = await world.family.guardianship('confirmed')
    return {
      params: { id: fresh.id },
      body: { day: '2026-09-01', reason: '监护关系变更', version: fresh.version },
      subject: { organisationId: world.members.schoolId },
    }
  },
})

export const keepApart = endpoint({
  id: 'members.keepApart',
  method: 'POST',
  path: '/api/guardianships/:id/apart',
  summary: 'Keeps a guardian from seeing anything of the other guardians, or no longer',
  permission: keepGuardians,
  params,
  body: z.object({ apart: z.boolean(), reason, version }),
  answer: 'nothing',
  example: async world => {
    const fresh = await world.family.guardianship('confirmed')
    return {
      params: { id: fresh.id },
      body: { apart: true, reason: '父母分居', version: fresh.version },
      subject: { organisationId: world.members.schoolId },
    }
  },
})

export const addCourtDocument = endpoint({
  id: 'members.addCourtDocument',
  method: 'POST',
  path: '/api/guardianships/:id/documents',
  summary: "Adds a court's decision about a guardianship: PDF, JPEG or PNG, at most 10 MB",
  permission: keepGuardians,
  params,
  query: z.object({ name: oneLine(255) }),
  upload: { maxBytes: FAMILY_DOCUMENT_BYTES },
  answer: z.object({ id }),
  example: async world => ({
    params: { id: (await world.family.guardianship('confirmed')).id },
    query: { name: '判决书.pdf' },
    upload: new TextEncoder().encode('%PDF-1.4\n'),
    subject: { organisationId: world.members.schoolId },
  }),
})

export const barGuardian = endpoint({
  id: 'members.barGuardian',
  method: 'POST',
  path: '/api/guardianships/:id/bar',
  summary: "Ends a guardian's access at once by a court's decision, until it is lifted",
  permission: keepGuardians,
  params,
  body: z.object({ day, reason, documentId: id, version }),
  answer: 'nothing',
  example: async world => {
    const fresh = await world.family.withDocument()
    return {
      params: { id: fresh.id },
      body: {
        ...{ day: '2026-09-01', reason: '法院判决', documentId: fresh.documentId, version: fresh.version },
      },
      subject: { organisationId: world.members.schoolId },
    }
  },
})

export const liftBar = endpoint({
  id: 'members.liftBar',
  method: 'POST',
  path: '/api/guardianships/:id/lift',
  summary: "Lifts a court's bar; the guardian is proposed anew if they are to have access again",
  permission: keepGuardians,
  params,
  body: z.object({ reason, version }),
  answer: 'nothing',
  example: async world => {
    const fresh = await world.family.guardianship('barred')
    return {
      params: { id: fresh.id },
      body: { reason: '判决已变更', version: fresh.version },
      subject: { organisationId: world.members.schoolId },
    }
  },
})

export const getFamilyDocument = endpoint({
  id: 'members.getFamilyDocument',
  method: 'GET',
  path: '/api/family-documents/:id',
  summary: 'A scan of a signature or a decision of a court, for those who may see it',
  permission: readFamilyDocument,
  params,
  answer: 'file',
  example: async world => {
    const { documentId, ownerId } = await world.family.withScan()
    return { params: { id: documentId }, subject: { organisationId: world.members.schoolId, ownerId } }
  },
})
