import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant } from '#platform/contract/fields.ts'
import { bringItem, keepItem } from '../policy.ts'
import { UPLOAD_STATES } from '../rules/vocabulary.ts'
import { params } from './parts.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const findSame = endpoint({
  id: 'library.findSame',
  method: 'GET',
  path: '/api/library/same',
  summary: 'Where the same bytes lie already, as far as the viewer may see it',
  permission: bringItem,
  query: z.object({ sha256 }),
  answer: z.object({
    rows: z.array(z.object({ itemId: id, title: bilingual, owner: bilingual, name: z.string() })),
  }),
  example: () => ({ query: { sha256: '0'.repeat(64) } }),
})

export const getQuota = endpoint({
  id: 'library.getQuota',
  method: 'GET',
  path: '/api/library/quota',
  summary: "How much of its share of the store the viewer's organisation uses",
  permission: bringItem,
  answer: z.object({ used: z.int(), most: z.int(), fileMost: z.int() }),
  example: () => ({}),
})

export const beginUpload = endpoint({
  id: 'library.beginUpload',
  method: 'POST',
  path: '/api/library/versions/:id/uploads',
  summary: 'Opens an upload into a version; its bytes follow by tus 1.0 at /api/library/uploads/:id/bytes',
  permission: keepItem,
  params,
  body: z.object({
    name: z.string().min(1).max(1000),
    size: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    /** The hash of the whole, where the sender could tell; what arrives must fit it. */
    sha256: sha256.nullable(),
  }),
  answer: z.object({ id, name: z.string(), received: z.int() }),
  example: async ({ library }) => {
    const { versionId, facts } = await library.open()
    return { params: { id: versionId }, body: { name: '货船.png', size: 1000, sha256: null }, subject: facts }
  },
})

const upload = z.object({
  id,
  name: z.string(),
  size: z.int(),
  received: z.int(),
  state: z.enum(UPLOAD_STATES),
  problem: z.string().nullable(),
  createdAt: instant,
})
export type Upload = z.infer<typeof upload>

export const listUploads = endpoint({
  id: 'library.listUploads',
  method: 'GET',
  path: '/api/library/versions/:id/uploads',
  summary: "The viewer's own uploads into a version that have not become files",
  permission: keepItem,
  params,
  answer: z.object({ rows: z.array(upload) }),
  example: async ({ library }) => {
    const { versionId, facts } = await library.open()
    return { params: { id: versionId }, subject: facts }
  },
})
