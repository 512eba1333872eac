import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { NoAnswer } from '#platform/server/outward.ts'
import { didOf } from '../../rules/did.ts'
import { issuerIdOf, listOf } from '../../rules/shape.ts'
import {
  bitAt,
  DECIDING,
  LEAST_ENTRIES,
  periodAt,
  readList,
  type StatusEntry,
  statusEntries,
} from '../../rules/status.ts'
import type { Fault, Status } from '../../rules/verdict.ts'
import { type Material, readText } from './read.ts'
import type { Surroundings } from './surroundings.ts'
import { checkDocument } from './verify-document.ts'
import { checkToken } from './verify-token.ts'

type Json = Record<string, unknown>
export type StatusFound = { status: Status; fault: Fault | null; other: boolean; none: boolean }

const ENTRIES_MOST = 8
/** Eight million entries: more than any list we have heard of. */
const LIST_BYTES_MOST = 1_048_576

/** What may be said of a credential's force today; every doubt is told, none counts for a yes. */
export async function statusOf(
  document: Json,
  issuer: string,
  surroundings: Surroundings,
): Promise<StatusFound> {
  const { entries, others } = statusEntries(document)
  const deciding = entries.filter(entry => DECIDING.includes(entry.purpose))
  const none = listOf(document.credentialStatus).length === 0
  const period = periodAt(document, surroundings.now())
  const found = await Promise.all(
    deciding
      .slice(0, ENTRIES_MOST)
      .map(async entry => ({ entry, bit: await bitOf(entry, issuer, surroundings) })),
  )
  const isSet = (purpose: string) => found.some(({ entry, bit }) => entry.purpose === purpose && bit === true)
  const fault = found.map(({ bit }) => bit).find(bit => typeof bit === 'string') ?? null
  const unsure = fault ?? (others || deciding.length > ENTRIES_MOST ? 'unsupported' : null)
  const other = entries.length > deciding.length
  const say = (status: Status) => ({ status, fault: status === 'unknown' ? unsure : null, other, none })
  if (isSet('revocation')) return say('revoked')
  if (period === 'expired') return say('expired')
  if (isSet('suspension')) return say('suspended')
  if (period === 'not_yet_valid') return say('not_yet_valid')
  return say(unsure ? 'unknown' : 'in_force')
}

async function bitOf(
  entry: StatusEntry,
  issuer: string,
  surroundings: Surroundings,
): Promise<boolean | Fault> {
  const text = await textOf(entry.list, surroundings)
  if (typeof text !== 'string') return text.fault
  const list = await provenList(text, surroundings)
  if (!list) return 'bad_list'
  // Only the issuer itself may say that its credential is worth nothing any more, or that it still is.
  if (didOf(list.issuer) !== didOf(issuer)) return 'not_by_issuer'
  if (list.document.id !== undefined && list.document.id !== entry.list) return 'bad_list'
  const read = readList(list.document, entry.purpose, surroundings.now())
  if ('fault' in read) return read.fault
  const bits = list.bits
  if (!bits) return 'bad_list'
  if (bits.length * 8 < LEAST_ENTRIES) return 'too_short'
  return bitAt(bits, entry.index) ?? 'bad_list'
}

async function textOf(address: string, surroundings: Surroundings): Promise<string | { fault: Fault }> {
  const own = await surroundings.ownList(address)
  if (own !== null) return own
  if (!surroundings.lookUp) return { fault: 'not_looked_up' }
  try {
    return (await surroundings.lookUp(URL.parse(address))).toString('utf8')
  } catch (error) {
    return { fault: error instanceof NoAnswer ? error.fault : 'unreachable' }
  }
}

type List = { document: Json; issuer: string; bits: Uint8Array | null }

/** Lists whose proof was right, by their text: the same list answers for thousands of credentials. */
const proven = new Map<string, List>()
const PROVEN_MOST = 64

async function provenList(text: string, surroundings: Surroundings): Promise<List | null> {
  const hash = createHash('sha256').update(text).digest('base64')
  const cached = proven.get(hash)
  if (cached) return cached
  const material = readText(text)
  const document = await intactDocument(material, surroundings)
  if (!document) return null
  const list = { document, issuer: issuerIdOf(document) as string, bits: unpacked(document) }
  if (proven.size >= PROVEN_MOST) proven.clear()
  proven.set(hash, list)
  return list
}

async function intactDocument(material: Material, surroundings: Surroundings): Promise<Json | null> {
  if (material.kind === 'document')
    return (await checkDocument(material.document, surroundings)).integrity === 'intact'
      ? material.document
      : null
  if (material.kind === 'token')
    return (await checkToken(material, surroundings)).integrity === 'intact' ? material.payload : null
  return null
}

function unpacked(document: Json): Uint8Array | null {
  const encoded = (document.credentialSubject as Json | undefined)?.encodedList
  if (typeof encoded !== 'string' || !encoded.startsWith('u')) return null
  try {
    return gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: LIST_BYTES_MOST })
  } catch {
    return null
  }
}
