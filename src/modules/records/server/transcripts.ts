import { randomInt } from 'node:crypto'
import { Readable } from 'node:stream'
import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { RecordEntry } from '../contract/record.ts'
import type * as contract from '../contract/transcripts.ts'
import { readTranscript } from '../policy.ts'
import { summarise } from '../rules/summary.ts'
import { CRYPTO } from './chain.ts'
import { allEntries } from './outcome-list.ts'
import {
  insertTranscript,
  selectCommitments,
  selectOptionalTranscript,
  selectVerified,
} from './queries/transcripts.ts'
import { openRecord } from './record.ts'
import { drawTranscript } from './transcript-pdf.ts'
import { fail } from './values.ts'

/** Letters and digits that are not mistaken for one another on paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const newNumber = () => Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** SHA-256 over what a transcript says: its number, its moment, and the commitments of all its entries. */
function contentHashOf(said: {
  number: string
  holder: string
  asOf: string
  commitments: readonly string[]
}): Buffer {
  return Buffer.from(CRYPTO.hash(Buffer.from(CRYPTO.canonical(said))))
}

const FILE_BYTES = 20_000_000

export const makeTranscript: Handler<typeof contract.makeTranscript> = async (context, { params }) => {
  const { learner, spans, scope } = await openRecord(context, params.id)
  const entries: RecordEntry[] = []
  for await (const entry of allEntries(context, scope)) if (entry.state === 'confirmed') entries.push(entry)
  if (entries.length === 0) fail('conflict', 'records.nothing_confirmed')
  const [number, asOf, holder] = [newNumber(), new Date().toISOString(), learner.name]
  const outcomeIds = entries.map(({ id }) => id)
  const commitments = await selectCommitments(context.db, outcomeIds, asOf)
  const contentHash = contentHashOf({ number, holder, asOf, commitments })
  const { credits } = summarise(
    entries.map(({ course, confirmedBy, ...entry }) => ({
      ...entry,
      courseCode: course?.code ?? null,
      confirmingOrganisationId: confirmedBy.organisation.id,
    })),
  )
  const shown = { number, holder, asOf, spans, entries, credits, hash: contentHash.toString('hex') }
  const pdf = await drawTranscript(context, shown)
  const stored = await context.files.put(Readable.from([pdf]), { maxBytes: FILE_BYTES })
  await insertTranscript(context.db, {
    ...{ number, learnerIds: scope.learnerIds, organisationId: learner.organisation.id, holderName: holder },
    ...{ outcomeIds, credits, asOf, contentHash, personId: context.signedIn().personId },
    file: { name: `${context.text('zh', 'records.transcript.title')} ${number}.pdf`, ...stored },
  })
  await context.audit({
    action: 'records.transcript_made',
    subject: { kind: 'transcript', id: number },
    data: { learnerId: learner.id, entries: entries.length, hash: contentHash.toString('hex') },
  })
  return { number }
}

export const getTranscript: Handler<typeof contract.getTranscript> = async (context, { params }) => {
  const found = (await selectOptionalTranscript(context.db, params.number)) ?? missing()
  context.require(readTranscript, found)
  const title = context.text('zh', 'records.transcript.title')
  return {
    name: `${title} ${params.number}.pdf`,
    mediaType: 'application/pdf',
    content: await context.files.read(found.sha256),
  }
}

/** The name as far as whoever holds the paper needs it to compare: the first character. */
const masked = (name: string) => {
  const [first = '', ...rest] = Array.from(name)
  return first + '＊'.repeat(Math.min(rest.length, 4))
}

export const verifyTranscript: Handler<typeof contract.verifyTranscript> = async (context, { params }) => {
  const { number } = params
  const found = await selectVerified(context.db, number)
  if (!found) return { found: null }
  const { holderName: holder, asOf, commitments, contentHash, entries, credits, changed, erased } = found
  return {
    found: {
      ...{ number, holder: masked(holder), entries, credits, asOf, changed, erased },
      organisation: { zh: found.organisationZh, en: found.organisationEn },
      intact: contentHashOf({ number, holder, asOf, commitments }).equals(contentHash),
      contentHash: contentHash.toString('hex'),
      fileHash: found.fileSha256,
    },
  }
}
