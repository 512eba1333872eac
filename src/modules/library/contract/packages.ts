import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { keepItem, readFile, readItem } from '../policy.ts'
import { LINK_STATES } from '../rules/links.ts'
import { facts, params } from './parts.ts'

const link = z.object({ path: z.string(), target: z.string(), state: z.enum(LINK_STATES) })
export type PackageLink = z.infer<typeof link>

export const getPackage = endpoint({
  id: 'library.getPackage',
  method: 'GET',
  path: '/api/library/files/:id/package',
  summary: 'What a zip holds: how much, what is opened first, and which references lead nowhere',
  permission: readItem,
  params,
  answer: z.object({
    fileId: id,
    itemId: id,
    title: bilingual,
    name: z.string(),
    number: z.int(),
    state: z.enum(['waiting', 'ready', 'failed']),
    problem: z.string().nullable(),
    files: z.int(),
    size: z.int(),
    links: z.int(),
    /** The first of those that lead nowhere, and how many there are. */
    problems: z.array(link),
    problemCount: z.int(),
    mainId: id.nullable(),
    mainPath: z.string().nullable(),
    version: z.int(),
    facts: facts.extend({ receipt: z.boolean() }),
  }),
  example: async ({ library }) => {
    const { fileId, facts } = await library.package()
    return { params: { id: fileId }, subject: facts }
  },
})

const entry = z.object({
  id,
  path: z.string(),
  name: z.string(),
  isFolder: z.boolean(),
  size: z.int(),
  files: z.int(),
  mediaType: z.string().nullable(),
  sha256: z.string().nullable(),
})
export type Entry = z.infer<typeof entry>

export const listEntries = endpoint({
  id: 'library.listEntries',
  method: 'GET',
  path: '/api/library/files/:id/entries',
  summary: 'What lies in one folder of a package, or below it under such a name',
  permission: readItem,
  params,
  query: z.object({
    folder: z.string().max(1000).default(''),
    q: z.string().trim().max(100).optional(),
    ...pageQuery,
  }),
  answer: page(entry),
  example: async ({ library }) => {
    const { fileId, facts } = await library.package()
    return { params: { id: fileId }, query: { q: 'png' }, subject: facts }
  },
})

export const exportManifest = endpoint({
  id: 'library.exportManifest',
  method: 'GET',
  path: '/api/library/files/:id/manifest',
  summary: 'The manifest of a package: path, size, type and hash of every file',
  permission: readItem,
  limit: 30,
  params,
  query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  answer: 'file',
  example: async ({ library }) => {
    const { fileId, facts } = await library.package()
    return { params: { id: fileId }, query: { format: 'csv' as const }, subject: facts }
  },
})

export const getEntry = endpoint({
  id: 'library.getEntry',
  method: 'GET',
  path: '/api/library/entries/:id/content',
  summary: 'One file out of a package, for whoever may have the package',
  permission: readFile,
  params,
  answer: 'file',
  example: async ({ library }) => {
    const { entryId, facts } = await library.package(true)
    return { params: { id: entryId }, subject: facts }
  },
})

export const setMainFile = endpoint({
  id: 'library.setMainFile',
  method: 'PUT',
  path: '/api/library/files/:id/main',
  summary: 'Says which file of a package is opened first',
  permission: keepItem,
  params,
  body: z.object({ entryId: id, version: z.int() }),
  answer: z.object({ version: z.int() }),
  example: async ({ library }) => {
    const { fileId, entryId, facts } = await library.package()
    return { params: { id: fileId }, body: { entryId, version: 1 }, subject: facts }
  },
})
