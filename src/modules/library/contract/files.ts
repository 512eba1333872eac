import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import {
  confirmDeletion as confirmPermission,
  readFile,
  readItem,
  readReceipts,
  takeItem,
} from '../policy.ts'
import { LICENCES, USES } from '../rules/licences.ts'
import { RENDITIONS } from '../rules/vocabulary.ts'
import { organisationName, params } from './parts.ts'

export const getPreview = endpoint({
  id: 'library.getPreview',
  method: 'GET',
  path: '/api/library/files/:id/preview/:kind',
  summary:
    'What was made of a file to be seen or heard here, for whoever may see its item; in parts where asked so',
  permission: readItem,
  params: z.object({ id, kind: z.enum(RENDITIONS) }),
  answer: 'file',
  example: async ({ library }) => {
    const { fileId, facts } = await library.fresh({ shared: true })
    return { params: { id: fileId, kind: 'thumb' as const }, subject: facts }
  },
})

export const getFile = endpoint({
  id: 'library.getFile',
  method: 'GET',
  path: '/api/library/files/:id/content',
  summary: 'The file itself, for its owner and for whoever has a receipt; in parts where asked so',
  permission: readFile,
  params,
  answer: 'file',
  example: async ({ library }) => {
    const { fileId, facts } = await library.taken()
    return { params: { id: fileId }, subject: facts }
  },
})

export const takeVersion = endpoint({
  id: 'library.takeVersion',
  method: 'POST',
  path: '/api/library/versions/:id/receipts',
  summary: 'Takes a version along under its licence, as it is now: the receipt',
  permission: takeItem,
  params,
  body: z.object({
    /** What the taker has read and accepts; another licence by now is refused. */
    licence: z.enum(LICENCES),
    accepted: z.literal(true),
  }),
  answer: z.object({ id }),
  example: async ({ library }) => {
    const { versionId, facts } = await library.fresh({ shared: true })
    return { params: { id: versionId }, body: { licence: 'cc_by' as const, accepted: true }, subject: facts }
  },
})

const receipt = z.object({
  id,
  itemId: id,
  title: bilingual,
  number: z.int(),
  owner: organisationName,
  byName: z.string(),
  licence: z.enum(LICENCES),
  /** The owner's own terms of the day. */
  licenceText: z.string().nullable(),
  uses: z.array(z.enum(USES)),
  at: instant,
  recalledAt: instant.nullable(),
  deletedAt: instant.nullable(),
})
export type Receipt = z.infer<typeof receipt>

export const listReceipts = endpoint({
  id: 'library.listReceipts',
  method: 'GET',
  path: '/api/library/receipts',
  summary:
    'What the viewer took, and as an administrator what all of their organisation took, the latest first',
  permission: readReceipts,
  query: z.object({ ...pageQuery, show: z.enum(['all', 'to_delete']).default('all') }),
  answer: page(receipt),
  example: () => ({ query: { show: 'to_delete' as const } }),
})

export const confirmDeletion = endpoint({
  id: 'library.confirmDeletion',
  method: 'POST',
  path: '/api/library/receipts/:id/deletion',
  summary: 'Confirms that what was recalled has been deleted',
  permission: confirmPermission,
  params,
  answer: 'nothing',
  example: async ({ library }) => {
    const { receiptId, receipt } = await library.taken(true)
    return { params: { id: receiptId }, subject: receipt }
  },
})
