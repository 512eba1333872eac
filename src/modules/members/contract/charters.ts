import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, line, oneLine, text } from '#platform/contract/fields.ts'
import { browseGroups, changeGroup } from '../policy.ts'
import './world.ts'

const params = z.object({ id })
const fieldList = z.array(oneLine(60)).max(40)

export const updateGroup = endpoint({
  id: 'members.updateGroup',
  method: 'PUT',
  path: '/api/groups/:id',
  summary: 'Changes what a group says of itself',
  permission: changeGroup,
  subject: ({ params }) => ({ groupId: params.id }),
  params,
  body: z.object({
    name: z.object({ zh: oneLine(200), en: oneLine(200).nullable() }),
    region: z.object({ zh: oneLine(100), en: oneLine(100).nullable() }).nullable(),
    sectors: z.object({ zh: fieldList, en: fieldList }),
    summary: z.object({ zh: text(5000).min(1), en: text(5000).min(1).nullable() }).nullable(),
    foundedOn: day.nullable(),
    version: z.int().min(1),
  }),
  answer: z.object({ version: z.int() }),
  example: async world => ({
    params: { id: world.members.groupId },
    body: {
      ...{ name: { zh: '示例职教集团', en: 'Example group' }, region: null, summary: null },
      ...{ sectors: { zh: ['动画'], en: ['Animation'] }, foundedOn: '2020-01-01' },
      version: await world.members.groupVersion(),
    },
  }),
})

const charterVersion = z.object({
  number: z.int(),
  adoptedOn: day,
  inForceFrom: day,
  resolution: z.string().nullable(),
  by: z.string(),
})
export type CharterVersion = z.infer<typeof charterVersion>

export const getCharter = endpoint({
  id: 'members.getCharter',
  method: 'GET',
  path: '/api/groups/:id/charter',
  summary: 'The charter of a group: the version in force, or the one that is asked for, and a list of all',
  permission: browseGroups,
  scope: 'organisations.read',
  impersonal: true,
  params,
  query: z.object({ number: z.coerce.number().int().min(1).max(10_000).optional() }),
  answer: z.object({
    group: z.object({ id, name: bilingual }),
    /** The latest first; at most a hundred. */
    versions: z.array(charterVersion),
    shown: charterVersion.extend({ text: bilingual }).nullable(),
    /** The number of the version in force today. */
    inForce: z.int().nullable(),
  }),
  example: world => ({ params: { id: world.members.groupId }, query: {} }),
})

export const addCharter = endpoint({
  id: 'members.addCharter',
  method: 'POST',
  path: '/api/groups/:id/charter',
  summary: 'Enters a new version of the charter; earlier ones stay',
  permission: changeGroup,
  subject: ({ params }) => ({ groupId: params.id }),
  params,
  body: z.object({
    text: z.object({ zh: text(60_000).min(1), en: text(120_000).min(1).nullable() }),
    adoptedOn: day,
    inForceFrom: day,
    resolution: line(100).nullable(),
  }),
  answer: z.object({ number: z.int() }),
  example: world => ({
    params: { id: world.members.groupId },
    body: {
      text: { zh: '第一条 本集团由成员自愿组成。', en: null },
      ...{ adoptedOn: '2026-01-10', inForceFrom: '2026-02-01', resolution: '2026-1' },
    },
  }),
})
