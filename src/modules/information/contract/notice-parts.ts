import './world.ts'
import { z } from 'zod'
import { ROLES } from '#platform/contract/access.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant, line } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/page.ts'
import { keepNotice, readNotices } from '../policy.ts'

export const FILE_BYTES = 20 * 1024 * 1024
export const FILES_MOST = 10
export const FILE_TYPES = [
  '.pdf',
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.webp',
  '.docx',
  '.xlsx',
  '.pptx',
] as const

const params = z.object({ id })

const receipt = z.object({
  affiliationId: id,
  name: z.string(),
  role: z.enum(ROLES),
  className: z.string().nullable(),
  readAt: instant.nullable(),
  /** Whether the newest revision is what they read. */
  current: z.boolean(),
})

export const listReceipts = endpoint({
  id: 'information.listReceipts',
  method: 'GET',
  path: '/api/notices/:id/receipts',
  summary:
    'Who of the own organisation has read a notice, those who have not first; none for a group’s notice',
  permission: keepNotice,
  params,
  query: z.object(pageQuery),
  answer: page(receipt),
  example: async ({ information }) => {
    const { id, subject } = await information.keptNotice('published')
    return { params: { id }, query: {}, subject }
  },
})

export const countReceipts = endpoint({
  id: 'information.countReceipts',
  method: 'GET',
  path: '/api/notices/:id/receipts/count',
  summary: 'How many a notice reaches and how many have read it, organisation by organisation',
  permission: keepNotice,
  params,
  answer: z.object({
    reached: z.int(),
    read: z.int(),
    organisations: z.array(z.object({ id, name: bilingual, reached: z.int(), read: z.int() })),
  }),
  example: async ({ information }) => {
    const { id, subject } = await information.keptNotice('published')
    return { params: { id }, subject }
  },
})

const PDF = new TextEncoder().encode('%PDF-1.4\n%%EOF\n')

export const addFile = endpoint({
  id: 'information.addFile',
  method: 'POST',
  path: '/api/notices/:id/files',
  summary: 'Attaches a PDF, a picture or an Office file',
  permission: keepNotice,
  params,
  query: z.object({ name: line(255) }),
  upload: { maxBytes: FILE_BYTES },
  answer: z.object({ id }),
  example: async ({ information }) => {
    const { id, subject } = await information.keptNotice()
    return { params: { id }, query: { name: '安排.pdf' }, upload: PDF, subject }
  },
})

const fileParams = z.object({ id, fileId: id })

export const removeFile = endpoint({
  id: 'information.removeFile',
  method: 'DELETE',
  path: '/api/notices/:id/files/:fileId',
  summary: 'Takes a file off a notice',
  permission: keepNotice,
  params: fileParams,
  answer: 'nothing',
  example: async ({ information }) => {
    const { id, fileId, subject } = await information.keptNotice()
    return { params: { id, fileId }, subject }
  },
})

export const downloadFile = endpoint({
  id: 'information.downloadFile',
  method: 'GET',
  path: '/api/notices/:id/files/:fileId',
  summary: 'A file of a notice, always to be saved and never shown in the page',
  permission: readNotices,
  params: fileParams,
  answer: 'file',
  example: async ({ information }) => {
    const { id, fileId } = await information.readableNotice()
    return { params: { id, fileId } }
  },
})

const comment = z.object({
  id,
  author: z.string(),
  role: z.enum(ROLES),
  /** Null once removed, with `removedBy` saying by whom. */
  text: z.string().nullable(),
  removedBy: z.enum(['writer', 'keeper']).nullable(),
  at: instant,
  mayRemove: z.boolean(),
})

export const listComments = endpoint({
  id: 'information.listComments',
  method: 'GET',
  path: '/api/notices/:id/comments',
  summary: 'What was said below a notice, in order',
  permission: readNotices,
  params,
  query: z.object(pageQuery),
  answer: page(comment),
  example: async ({ information }) => ({
    params: { id: (await information.readableNotice()).id },
    query: {},
  }),
})

export const addComment = endpoint({
  id: 'information.addComment',
  method: 'POST',
  path: '/api/notices/:id/comments',
  summary: 'Says something below a notice whose comments are open',
  permission: readNotices,
  params,
  body: z.object({ text: line(2000) }),
  answer: z.object({ id }),
  limit: 60,
  example: async ({ information }) => ({
    params: { id: (await information.readableNotice()).id },
    body: { text: '收到，谢谢。' },
  }),
})

export const removeComment = endpoint({
  id: 'information.removeComment',
  method: 'DELETE',
  path: '/api/notices/:id/comments/:commentId',
  summary: 'Removes a comment, one’s own or below a notice one keeps; that there was one stays',
  permission: readNotices,
  params: z.object({ id, commentId: id }),
  answer: 'nothing',
  example: async ({ information }) => {
    const { id, commentId } = await information.readableNotice()
    return { params: { id, commentId } }
  },
})
