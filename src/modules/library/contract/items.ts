import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, instant, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { bringItem, browse, keepItem, readItem } from '../policy.ts'
import { LICENCES, USES } from '../rules/licences.ts'
import { ACCESSES, AUDIENCES, KINDS, LEVELS, PREVIEWS, STATES, STATUSES } from '../rules/vocabulary.ts'
import { fileDetails } from './details.ts'
import { describing, facts, licensing, organisationName, params } from './parts.ts'
import './world.ts'

const row = z.object({
  id,
  kind: z.enum(KINDS),
  title: bilingual,
  owner: organisationName,
  software: z.array(z.string()),
  level: z.enum(LEVELS).nullable(),
  licence: z.enum(LICENCES),
  status: z.enum(STATUSES),
  /** A file whose small picture stands for it. */
  pictureId: id.nullable(),
})
export type ItemRow = z.infer<typeof row>

const filters = {
  q: z.string().trim().max(100).optional(),
  kind: z.enum(KINDS).optional(),
  software: z.string().max(60).optional(),
  level: z.enum(LEVELS).optional(),
  licence: z.enum(LICENCES).optional(),
  owner: id.optional(),
  /** What is the viewer's own organisation's, or lies in its trash. */
  whose: z.enum(['own', 'trash']).optional(),
}
export type ItemFilters = z.infer<z.ZodObject<typeof filters>>
export const ITEM_SORTS = ['newest', 'title'] as const
export type ItemSort = (typeof ITEM_SORTS)[number]

export const listItems = endpoint({
  id: 'library.listItems',
  method: 'GET',
  path: '/api/library/items',
  summary: 'Material that the viewer may see, found in Chinese, English and pinyin',
  permission: browse,
  query: z.object({ ...filters, sort: z.enum(ITEM_SORTS).default('newest'), ...pageQuery }),
  answer: page(row),
  example: () => ({ query: { q: '绑定', sort: 'title' as const } }),
})

const count = z.object({ value: z.string(), count: z.int() })

export const countItems = endpoint({
  id: 'library.countItems',
  method: 'GET',
  path: '/api/library/facets',
  summary: 'How many items each filter would leave',
  permission: browse,
  query: z.object(filters),
  answer: z.object({
    total: z.int(),
    kinds: z.array(count),
    software: z.array(count),
    levels: z.array(count),
    licences: z.array(count),
    owners: z.array(count.extend({ label: bilingual })),
    whose: z.array(count),
  }),
  example: () => ({ query: { kind: 'model' as const } }),
})

export const exportItems = endpoint({
  id: 'library.exportItems',
  method: 'GET',
  path: '/api/library/items/export',
  summary: 'The list of material as a spreadsheet',
  permission: browse,
  limit: 30,
  query: z.object({
    ...filters,
    sort: z.enum(ITEM_SORTS).default('newest'),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  }),
  answer: 'file',
  example: () => ({ query: { format: 'csv' as const } }),
})

const file = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
  /** What the last check of its stored bytes found wrong. */
  damage: z.enum(['missing', 'differs']).nullable(),
  preview: z.enum(PREVIEWS),
  previewProblem: z.string().nullable(),
  package: z.enum(PREVIEWS),
  packageProblem: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  details: fileDetails.nullable(),
  /** The number of a film's first frame, where its keeper has said one. */
  startFrame: z.int().nullable(),
})
export type ItemFile = z.infer<typeof file>

const version = z.object({
  id,
  number: z.int(),
  note: z.string(),
  byName: z.string(),
  createdAt: instant,
  publishedAt: instant.nullable(),
  files: z.array(file),
  /** Whether the viewer has a receipt for it that was not recalled. */
  taken: z.boolean(),
})
export type ItemVersion = z.infer<typeof version>

const item = z.object({
  id,
  ...describing,
  title: bilingual,
  text: bilingual,
  licence: licensing.licence,
  licenceText: z.string().nullable(),
  uses: z.array(z.enum(USES)),
  audience: z.enum(AUDIENCES),
  group: organisationName.nullable(),
  access: z.enum(ACCESSES),
  embargoUntil: day.nullable(),
  expiresOn: day.nullable(),
  creatorsAgreed: z.boolean(),
  owner: organisationName,
  byName: z.string(),
  state: z.enum(STATES),
  status: z.enum(STATUSES),
  recallReason: z.string().nullable(),
  createdAt: instant,
  views: z.int(),
  downloads: z.int(),
  versions: z.array(version),
  /** Set while the viewer's organisation waits for an answer. */
  askedOn: instant.nullable(),
  version: z.int(),
  facts,
})
export type Item = z.infer<typeof item>

export const getItem = endpoint({
  id: 'library.getItem',
  method: 'GET',
  path: '/api/library/items/:id',
  summary: 'One item with its versions, its licence and what the viewer may do with it',
  permission: readItem,
  params,
  answer: item,
  example: async ({ library }) => {
    const made = await library.fresh({ shared: true })
    return { params: { id: made.item.id }, subject: made.facts }
  },
})

const described = z.object(describing)
export type ItemInput = z.infer<typeof described>

const example = {
  ...{
    kind: 'model' as const,
    title: { zh: '老码头货船模型', en: 'Cargo ship' },
    text: { zh: '', en: null },
  },
  ...{
    software: ['Blender'],
    techniques: ['建模'],
    level: null,
    subject: null,
    language: null,
    source: null,
  },
  creators: [{ name: '示例', role: 'model' as const }],
}

export const createItem = endpoint({
  id: 'library.createItem',
  method: 'POST',
  path: '/api/library/items',
  summary: 'Begins an item as a draft, with its first version open for files',
  permission: bringItem,
  body: described,
  answer: z.object({ id, versionId: id }),
  example: () => ({ body: example }),
})

export const updateItem = endpoint({
  id: 'library.updateItem',
  method: 'PUT',
  path: '/api/library/items/:id',
  summary: 'Changes what an item says of itself',
  permission: keepItem,
  params,
  body: described.extend({ creatorsAgreed: licensing.creatorsAgreed, version: z.int() }),
  answer: z.object({ version: z.int() }),
  example: async ({ library }) => {
    const { item, facts } = await library.fresh()
    const body = { ...example, creatorsAgreed: true, version: item.version }
    return { params: { id: item.id }, body, subject: facts }
  },
})

export const trashItem = endpoint({
  id: 'library.trashItem',
  method: 'POST',
  path: '/api/library/items/:id/trash',
  summary: 'Puts what is not shared into the trash, or takes it out again',
  permission: keepItem,
  params,
  body: z.object({ trashed: z.boolean(), version: z.int() }),
  answer: 'nothing',
  example: async ({ library }) => {
    const { item, facts } = await library.fresh()
    return { params: { id: item.id }, body: { trashed: true, version: item.version }, subject: facts }
  },
})

export const recallItem = endpoint({
  id: 'library.recallItem',
  method: 'POST',
  path: '/api/library/items/:id/recall',
  summary: 'Recalls what was shared: every address stops, and whoever took it is asked to delete it',
  permission: keepItem,
  params,
  body: z.object({ reason: text(1000).min(1), version: z.int() }),
  answer: z.object({ told: z.int() }),
  example: async ({ library }) => {
    const { item, facts } = await library.fresh({ shared: true })
    return {
      params: { id: item.id },
      body: { reason: '素材授权到期', version: item.version },
      subject: facts,
    }
  },
})
