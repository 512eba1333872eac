import './world.ts'
import { z } from 'zod'
import { daysAfter, today } from '#platform/contract/days.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, oneLine } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  keepShare,
  listShared as listSharedPermission,
  openLink as openLinkPermission,
  openShared as openSharedPermission,
  shareRecord,
} from '../policy.ts'
import { KINDS, LEVELS, PRIZES, STATES } from '../rules/vocabulary.ts'
import { competency, score } from './payload.ts'

const params = z.object({ id })
const named = z.object({ id, name: bilingual })
export const SHARED_MOST = 200

const opening = z.object({
  day,
  organisation: bilingual.nullable(),
  reader: z.string().nullable(),
  times: z.int(),
})
const share = z.object({
  id,
  title: z.string(),
  to: named.nullable(),
  endsOn: day,
  state: z.enum(['open', 'ended', 'revoked']),
  entries: z.int(),
  createdAt: instant,
  openings: z.array(opening),
  version: z.int(),
})
export type Share = z.infer<typeof share>

export const listShares = endpoint({
  id: 'records.listShares',
  method: 'GET',
  path: '/api/record/shares',
  summary: 'What the person shows of their record, to whom, until when, and on which days it was opened',
  permission: shareRecord,
  answer: z.object({ rows: z.array(share) }),
  example: () => ({}),
})

export const createShare = endpoint({
  id: 'records.createShare',
  method: 'POST',
  path: '/api/record/shares',
  summary: 'Shows chosen entries by a link, told this once, or to an organisation',
  permission: shareRecord,
  secret: true,
  limit: 30,
  body: z.object({
    title: oneLine(100),
    outcomeIds: z.array(id).min(1).max(SHARED_MOST),
    toOrganisationId: id.nullable(),
    endsOn: day,
  }),
  answer: z.object({ id, token: z.string().nullable() }),
  example: async ({ records }) => ({
    body: {
      ...{ title: '求职用', outcomeIds: [await records.ownOutcome()], toOrganisationId: null },
      endsOn: daysAfter(today(), 30),
    },
  }),
})

export const revokeShare = endpoint({
  id: 'records.revokeShare',
  method: 'POST',
  path: '/api/record/shares/:id/revoke',
  summary: 'Ends a share at once',
  permission: keepShare,
  params,
  answer: 'nothing',
  example: async ({ records }) => {
    const { id, personId } = await records.ownShare()
    return { params: { id }, subject: { personId } }
  },
})

const shared = z.object({
  title: z.string(),
  holder: z.string(),
  endsOn: day,
  asOf: instant,
  entries: z.array(
    z.object({
      id,
      kind: z.enum(KINDS),
      state: z.enum(STATES),
      disputed: z.boolean(),
      title: bilingual,
      day,
      level: z.enum(LEVELS).nullable(),
      prize: z.enum(PRIZES).nullable(),
      score: score.nullable(),
      passed: z.boolean().nullable(),
      credits: z.number().nullable(),
      term: z.string().nullable(),
      competencies: z.array(competency),
      certificate: z
        .object({ number: z.string(), issuer: z.string(), standard: z.string().nullable() })
        .nullable(),
      confirmedBy: z.object({ organisation: named, group: named.nullable() }),
      files: z.array(
        z.object({ name: z.string(), mediaType: z.string(), size: z.int(), ticket: z.string() }),
      ),
      links: z.array(z.object({ url: z.string(), title: z.string().nullable() })),
    }),
  ),
})
export type Shared = z.infer<typeof shared>

export const openLink = endpoint({
  id: 'records.openLink',
  method: 'POST',
  path: '/api/shared-record',
  summary: 'What a secret link shows; without signing in',
  permission: openLinkPermission,
  secret: true,
  limit: 60,
  body: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  answer: shared,
  example: async ({ records }) => ({ body: { token: await records.shareToken() } }),
})

export const getSharedFile = endpoint({
  id: 'records.getSharedFile',
  method: 'GET',
  path: '/api/shared-record/files/:ticket',
  summary: 'A file of a shared entry, by a ticket that holds for a quarter of an hour',
  permission: openLinkPermission,
  impersonal: true,
  secret: true,
  limit: 300,
  params: z.object({ ticket: z.string().max(1000) }),
  answer: 'file',
  example: async ({ records }) => ({ params: { ticket: await records.fileTicket() } }),
})

export const listShared = endpoint({
  id: 'records.listShared',
  method: 'GET',
  path: '/api/shared-with-us',
  summary: 'Records that learners show to the own organisation at present, the latest first',
  permission: listSharedPermission,
  query: z.object(pageQuery),
  answer: page(
    z.object({
      id,
      title: z.string(),
      holder: z.string(),
      endsOn: day,
      entries: z.int(),
      createdAt: instant,
    }),
  ),
  example: () => ({}),
})

export const openShared = endpoint({
  id: 'records.openShared',
  method: 'POST',
  path: '/api/shared-with-us/:id',
  summary: 'What a learner shows to the own organisation, and no more',
  permission: openSharedPermission,
  secret: true,
  params,
  answer: shared,
  example: async ({ records }) => ({
    params: { id: await records.sharedWithSchool() },
    subject: { organisationId: records.learner.subject.organisationId },
  }),
})
