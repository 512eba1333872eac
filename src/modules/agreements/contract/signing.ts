import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, oneLine, text } from '#platform/contract/fields.ts'
import { commentVersion, editVersion, readPapers, signVersion as signPermission } from '../policy.ts'
import { params, textHash } from './parts.ts'
import './world.ts'

export const SCAN_BYTES = 20_000_000

export const signVersion = endpoint({
  id: 'agreements.signVersion',
  method: 'POST',
  path: '/api/agreement-versions/:id/sign',
  summary: "Signs the text that was sent, for the viewer's own organisation and in their own account",
  permission: signPermission,
  params,
  /** The text that the signer has before them: any other is refused. */
  body: z.object({ textHash }),
  answer: z.object({ complete: z.boolean() }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('review')
    return { params: { id: made.version.id }, body: { textHash: made.textHash }, subject: made.facts }
  },
})

export const signByScan = endpoint({
  id: 'agreements.signByScan',
  method: 'POST',
  path: '/api/agreement-versions/:id/scan',
  summary: 'Signs by the scan of the stamped paper: PDF, JPEG or PNG, at most 20 MB',
  permission: signPermission,
  limit: 30,
  params,
  query: z.object({ name: oneLine(255), textHash, signedOn: day }),
  upload: { maxBytes: SCAN_BYTES },
  answer: z.object({ complete: z.boolean() }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('review')
    return {
      params: { id: made.version.id },
      query: { name: '盖章页.pdf', textHash: made.textHash, signedOn: '2026-03-01' },
      upload: new TextEncoder().encode('%PDF-1.4\n'),
      subject: made.facts,
    }
  },
})

export const readScan = endpoint({
  id: 'agreements.readScan',
  method: 'GET',
  path: '/api/agreement-signatures/:id/scan',
  summary: "The scan of a party's stamped paper",
  permission: readPapers,
  params,
  answer: 'file',
  example: async ({ agreements }) => {
    const { signatureId, facts } = await agreements.scan()
    return { params: { id: signatureId }, subject: facts }
  },
})

export const addComment = endpoint({
  id: 'agreements.addComment',
  method: 'POST',
  path: '/api/agreement-versions/:id/comments',
  summary: 'Comments on the text that was sent, or on one of its clauses',
  permission: commentVersion,
  params,
  body: z.object({ clauseId: id.nullable(), text: text(2000).min(1) }),
  answer: z.object({ id }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('review')
    return {
      params: { id: made.version.id },
      body: { clauseId: made.clause.id, text: '录用比例请再商量。' },
      subject: made.facts,
    }
  },
})

export const answerComment = endpoint({
  id: 'agreements.answerComment',
  method: 'POST',
  path: '/api/agreement-comments/:id/answer',
  summary: 'Answers a comment of a party',
  permission: editVersion,
  params,
  body: z.object({ text: text(2000).min(1) }),
  answer: 'nothing',
  example: async ({ agreements }) => {
    const { commentId, facts } = await agreements.comment()
    return { params: { id: commentId }, body: { text: '已按意见修改。' }, subject: facts }
  },
})
