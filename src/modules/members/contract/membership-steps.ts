import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, line, text } from '#platform/contract/fields.ts'
import {
  endMembership,
  leaveGroup as leavePermission,
  readGroupHistory,
  readMembership,
  verifyMembership as verifyPermission,
} from '../policy.ts'
import { DECIDED_STEPS, MEMBERSHIP_STATES, MEMBERSHIP_STEPS } from '../rules/memberships.ts'
import { POSITIONS } from './vocabulary.ts'
import './world.ts'

const params = z.object({ id })
const version = z.int().min(1)

const step = z.object({
  id,
  kind: z.enum(MEMBERSHIP_STEPS),
  day,
  reason: z.string().nullable(),
  resolution: z.string().nullable(),
  by: z.string(),
  at: instant,
  organisation: z.object({ id, name: bilingual }),
})
export type MembershipStepRow = z.infer<typeof step>

export const listMembershipSteps = endpoint({
  id: 'members.listMembershipSteps',
  method: 'GET',
  path: '/api/memberships/:id/steps',
  summary: 'What happened to a membership, for both its sides',
  permission: readMembership,
  params,
  answer: z.object({ rows: z.array(step) }),
  example: async world => ({
    params: { id: await world.members.schoolMembership() },
    subject: { groupId: world.members.groupId, organisationId: world.members.schoolId },
  }),
})

export const listGroupSteps = endpoint({
  id: 'members.listGroupSteps',
  method: 'GET',
  path: '/api/groups/:id/steps',
  summary: 'What happened to the memberships of a group, the latest hundred',
  permission: readGroupHistory,
  subject: ({ params }) => ({ groupId: params.id }),
  params,
  answer: z.object({ rows: z.array(step) }),
  example: world => ({ params: { id: world.members.groupId } }),
})

export const leaveGroup = endpoint({
  id: 'members.leaveGroup',
  method: 'POST',
  path: '/api/memberships/:id/leave',
  summary: 'The organisation leaves the group, by its own decision and at any time',
  permission: leavePermission,
  params,
  body: z.object({ day, reason: text(3000).min(1).nullable(), version }),
  answer: z.object({ version: z.int() }),
  example: async world => ({
    params: { id: await world.members.ownMembership() },
    body: { day: '2026-06-30', reason: '业务调整。', version: 1 },
    subject: { organisationId: world.members.ownOrganisationId },
  }),
})

export const decideMembership = endpoint({
  id: 'members.decideMembership',
  method: 'POST',
  path: '/api/memberships/:id/decisions',
  summary: 'Suspends, resumes or lapses a membership, by a decision of the group',
  permission: endMembership,
  params,
  body: z.object({
    step: z.enum(DECIDED_STEPS),
    day,
    reason: text(3000).min(1),
    resolution: line(100).nullable(),
    version,
  }),
  answer: z.object({ version: z.int() }),
  example: async world => {
    const { membership } = await world.members.freshMember()
    return {
      params: { id: membership.id },
      body: {
        ...{ step: 'suspended' as const, day: '2026-06-30', reason: '连续两次未出席。' },
        ...{ resolution: '2026-9', version: 1 },
      },
      subject: { groupId: world.members.groupId },
    }
  },
})

export const getCertificate = endpoint({
  id: 'members.getCertificate',
  method: 'GET',
  path: '/api/memberships/:id/certificate',
  summary: 'The certificate of a membership in force, as a PDF in both languages',
  permission: readMembership,
  limit: 20,
  params,
  answer: 'file',
  example: async world => ({
    params: { id: await world.members.schoolMembership() },
    subject: { groupId: world.members.groupId, organisationId: world.members.schoolId },
  }),
})

const verified = z.object({
  number: z.string(),
  group: bilingual,
  organisation: bilingual,
  position: z.enum(POSITIONS),
  startsOn: day,
  state: z.enum(MEMBERSHIP_STATES),
  /** Since when it is suspended, or until when it was a member. */
  changedOn: day.nullable(),
})
export type Verified = z.infer<typeof verified>

export const verifyMembership = endpoint({
  id: 'members.verifyMembership',
  method: 'GET',
  path: '/api/verify/membership/:number',
  summary: 'What a certificate of this number is worth today; one in each group that uses the number',
  permission: verifyPermission,
  impersonal: true,
  limit: 120,
  params: z.object({ number: z.string().regex(/^[A-Za-z0-9-]{1,40}$/) }),
  answer: z.object({ rows: z.array(verified) }),
  example: () => ({ params: { number: '2026-001' } }),
})
