import './world.ts'
import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, instant, oneLine } from '#platform/contract/fields.ts'
import { readRecord, readTranscript, verifyTranscript as verifyPermission } from '../policy.ts'

export const TRANSCRIPT_NUMBER = /^[0-9A-HJKMNP-TV-Z]{16}$/
const number = z.string().regex(TRANSCRIPT_NUMBER)

export const makeTranscript = endpoint({
  id: 'records.makeTranscript',
  method: 'POST',
  path: '/api/learners/:id/transcripts',
  summary: 'Prints the confirmed part of a record in both languages, with a number anybody can check',
  permission: readRecord,
  params: z.object({ id }),
  limit: 20,
  answer: z.object({ number }),
  example: ({ records }) => ({ params: { id: records.learner.id }, subject: records.learner.subject }),
})

export const getTranscript = endpoint({
  id: 'records.getTranscript',
  method: 'GET',
  path: '/api/transcripts/:number/file',
  summary: 'The printed transcript as PDF, for whoever had it printed',
  permission: readTranscript,
  params: z.object({ number }),
  answer: 'file',
  example: async ({ records }) => {
    const { number, byPersonId } = await records.ownTranscript()
    return { params: { number }, subject: { byPersonId } }
  },
})

const verified = z.object({
  number,
  /** The name as far as somebody who holds the paper needs it to compare. */
  holder: z.string(),
  organisation: bilingual,
  entries: z.int(),
  credits: z.number(),
  asOf: instant,
  /** Whether the record still holds what the paper says, entry by entry. */
  intact: z.boolean(),
  /** Of its entries, how many have been corrected or revoked since, and how many the law has erased. */
  changed: z.int(),
  erased: z.int(),
  /** SHA-256 of the content and of the file, in hex: printed on the paper, and compared with a file. */
  contentHash: z.string(),
  fileHash: z.string(),
})
export type VerifiedTranscript = z.infer<typeof verified>

export const verifyTranscript = endpoint({
  id: 'records.verifyTranscript',
  method: 'GET',
  path: '/api/verify/record/:number',
  summary: 'What a transcript of this number said, and whether it still holds',
  permission: verifyPermission,
  impersonal: true,
  limit: 60,
  // Whatever stands on the paper; what is no number of ours is simply not found.
  params: z.object({ number: oneLine(60) }),
  answer: z.object({ found: verified.nullable() }),
  example: async ({ records }) => ({ params: { number: (await records.ownTranscript()).number } }),
})
