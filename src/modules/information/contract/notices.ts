import './world.ts'
import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, line } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { keepNotice, readNotices, writeNotices } from '../policy.ts'

export const SCOPES = ['class', 'organisation', 'group', 'public'] as const
export const UNREAD_COUNTED_MOST = 100

/**
 * One rule of an audience: everyone in these roles in a class, at an organisation, or at a group's members; or the
 * public, on the site of a group, where nobody has a role.
 */
const rule = z
  .object({ scope: z.enum(SCOPES), id, roles: z.array(z.enum(ROLES)).max(ROLES.length) })
  .refine(({ scope, roles }) => (scope === 'public') === (roles.length === 0), {
    path: ['roles'],
    params: { code: 'information.roles' },
  })
export type Rule = z.infer<typeof rule>
const audience = z.array(rule).min(1).max(20)

const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform(value => value || null)

export const noticeInput = z.object({
  title: z.object({ zh: line(120), en: optional(200) }),
  body: z.object({ zh: line(10_000), en: optional(20_000) }),
  audience,
  comments: z.boolean().default(false),
  /** The day it is about; it then stands in calendars. */
  heldOn: day.nullish().transform(value => value ?? null),
  /** The last day on which it can be read. */
  expiresOn: day.nullish().transform(value => value ?? null),
})
export type NoticeInput = z.infer<typeof noticeInput>

const sender = z.object({ name: z.string(), organisation: bilingual, group: bilingual.nullable() })
const noticeRow = z.object({
  id,
  title: bilingual,
  sender,
  publishedAt: instant,
  heldOn: day.nullable(),
  revision: z.int(),
  read: z.boolean(),
})
export type NoticeRow = z.infer<typeof noticeRow>

export const STATES = ['draft', 'published', 'withdrawn', 'over'] as const
const keptRow = z.object({
  id,
  title: bilingual,
  sender,
  state: z.enum(STATES),
  publishedAt: instant.nullable(),
  createdAt: instant,
  expiresOn: day.nullable(),
})

const revision = z.object({ revision: z.int(), title: bilingual, body: bilingual, replacedAt: instant })
const file = z.object({ id, name: z.string(), mediaType: z.string(), size: z.int() })
export type NoticeFile = z.infer<typeof file>

export const oneNotice = z.object({
  id,
  state: z.enum(STATES),
  title: bilingual,
  body: bilingual,
  sender,
  publishedAt: instant.nullable(),
  editedAt: instant.nullable(),
  heldOn: day.nullable(),
  expiresOn: day.nullable(),
  revision: z.int(),
  /** What it said before, the newest first. */
  revisions: z.array(revision),
  files: z.array(file),
  comments: z.boolean(),
  /** Whether the viewer may say something below it. */
  mayComment: z.boolean(),
  /** Whether the viewer has read this revision. */
  read: z.boolean(),
  /** For those who keep it: whom it is for, and the version to change. */
  kept: z.object({ audience, version: z.int() }).nullable(),
})
export type OneNotice = z.infer<typeof oneNotice>

const params = z.object({ id })

export const listNotices = endpoint({
  id: 'information.listNotices',
  method: 'GET',
  path: '/api/notices',
  summary: 'Notices addressed to the person, unread ones first, then the newest',
  permission: readNotices,
  query: z.object({ ...pageQuery, show: z.enum(['all', 'unread']).default('all') }),
  answer: page(noticeRow),
  example: () => ({ query: { show: 'all' } }),
})

export const countNotices = endpoint({
  id: 'information.countNotices',
  method: 'GET',
  path: '/api/notices/count',
  summary: 'How many notices the person has not read, counted up to a hundred',
  permission: readNotices,
  answer: z.object({ unread: z.int() }),
  example: () => ({}),
})

export const listKeptNotices = endpoint({
  id: 'information.listKeptNotices',
  method: 'GET',
  path: '/api/notices/kept',
  summary: 'Notices that the viewer keeps, with drafts, the newest first',
  permission: writeNotices,
  query: z.object(pageQuery),
  answer: page(keptRow),
  example: () => ({ query: {} }),
})

const choice = z.object({
  scope: z.enum(SCOPES),
  id,
  name: bilingual,
  /** Roles that can be addressed there. */
  roles: z.array(z.enum(ROLES)),
})
export type AudienceChoice = z.infer<typeof choice>

export const listAudiences = endpoint({
  id: 'information.listAudiences',
  method: 'GET',
  path: '/api/notices/audiences',
  summary: 'To whom the viewer may address a notice',
  permission: writeNotices,
  answer: z.object({ rows: z.array(choice) }),
  example: () => ({}),
})

export const countReach = endpoint({
  id: 'information.countReach',
  method: 'POST',
  path: '/api/notices/reach',
  summary: 'How many people an audience has today, and how many entries have no account yet',
  permission: writeNotices,
  body: z.object({ audience }),
  answer: z.object({ people: z.int(), withoutAccount: z.int() }),
  example: async ({ information }) => ({ body: { audience: await information.audience() } }),
})

export const createNotice = endpoint({
  id: 'information.createNotice',
  method: 'POST',
  path: '/api/notices',
  summary: 'A new draft, seen by those who keep it alone',
  permission: writeNotices,
  body: noticeInput,
  answer: z.object({ id, version: z.int() }),
  example: async ({ information }) => ({
    body: {
      title: { zh: '开放日安排', en: 'Open day' },
      body: { zh: '十二月五日上午九点，请在正门集合。' },
      audience: await information.audience(),
      comments: true,
    },
  }),
})

export const getNotice = endpoint({
  id: 'information.getNotice',
  method: 'GET',
  path: '/api/notices/:id',
  summary: 'One notice with what it said before and its files',
  permission: readNotices,
  params,
  answer: oneNotice,
  example: async ({ information }) => ({ params: { id: (await information.readableNotice()).id } }),
})

export const updateNotice = endpoint({
  id: 'information.updateNotice',
  method: 'PUT',
  path: '/api/notices/:id',
  summary: 'Changes a notice; once it is published, the change is a new revision that everybody sees',
  permission: keepNotice,
  params,
  body: noticeInput.extend({ version: z.int().min(1) }),
  answer: z.object({ version: z.int(), revision: z.int() }),
  example: async ({ information, members }) => {
    const { id, version, subject } = await information.keptNotice()
    const audience = [{ scope: 'organisation', id: members.schoolId, roles: ['teacher'] }] as const
    const body = { title: { zh: '开放日' }, body: { zh: '改到六日。' }, audience, version }
    return { params: { id }, body, subject }
  },
})

export const deleteDraft = endpoint({
  id: 'information.deleteDraft',
  method: 'DELETE',
  path: '/api/notices/:id',
  summary: 'Throws a draft away',
  permission: keepNotice,
  params,
  answer: 'nothing',
  example: async ({ information }) => {
    const { id, subject } = await information.keptNotice()
    return { params: { id }, subject }
  },
})

export const publishNotice = endpoint({
  id: 'information.publishNotice',
  method: 'POST',
  path: '/api/notices/:id/publish',
  summary: 'Publishes a draft, or a notice that was withdrawn, to its audience',
  permission: keepNotice,
  params,
  body: z.object({ version: z.int().min(1) }),
  answer: z.object({ version: z.int() }),
  example: async ({ information }) => {
    const { id, version, subject } = await information.keptNotice()
    return { params: { id }, body: { version }, subject }
  },
})

export const withdrawNotice = endpoint({
  id: 'information.withdrawNotice',
  method: 'POST',
  path: '/api/notices/:id/withdraw',
  summary: 'Takes a published notice away from its readers',
  permission: keepNotice,
  params,
  body: z.object({ version: z.int().min(1) }),
  answer: z.object({ version: z.int() }),
  example: async ({ information }) => {
    const { id, version, subject } = await information.keptNotice('published')
    return { params: { id }, body: { version }, subject }
  },
})

export const readNotice = endpoint({
  id: 'information.readNotice',
  method: 'POST',
  path: '/api/notices/:id/read',
  summary: 'Notes that the person has read this revision',
  permission: readNotices,
  params,
  body: z.object({ revision: z.int().min(1) }),
  answer: 'nothing',
  example: async ({ information }) => ({
    params: { id: (await information.readableNotice()).id },
    body: { revision: 1 },
  }),
})
