import { isObject, isStamp, isUrl, listOf } from './shape.ts'

type Json = Record<string, unknown>

/** Fewer entries than this would let a list tell who is in it (W3C Bitstring Status List 1.0, section 6.1). */
export const LEAST_ENTRIES = 131_072
/** Clocks differ; the libraries allow the same. */
const SKEW_MS = 300_000

export type StatusEntry = { purpose: string; index: number; list: string }

/** What says nothing about whether a credential is in force (section 4.1): that there is a newer one, or some message. */
const HARMLESS = ['refresh', 'message']
/** What decides about it; of any other purpose nobody knows what it means. */
export const DECIDING = ['revocation', 'suspension']

/** The entries of `credentialStatus` that can be looked up, and whether there are others that may decide. */
export function statusEntries(document: Json): { entries: StatusEntry[]; others: boolean } {
  const entries: StatusEntry[] = []
  let others = false
  for (const one of listOf(document.credentialStatus)) {
    const entry = isObject(one) ? readEntry(one) : null
    if (entry) entries.push(entry)
    if (!entry || ![...DECIDING, ...HARMLESS].includes(entry.purpose)) others = true
  }
  return { entries, others }
}

function readEntry(status: Json): StatusEntry | null {
  const { statusPurpose, statusListIndex, statusListCredential, statusSize = 1 } = status
  if (!listOf(status.type).includes('BitstringStatusListEntry')) return null
  if (typeof statusPurpose !== 'string' || !isUrl(statusListCredential) || statusSize !== 1) return null
  // The specification says a string; JSON numbers are met in the wild.
  if (!/^\d{1,9}$/.test(String(statusListIndex))) return null
  return { purpose: statusPurpose, index: Number(statusListIndex), list: statusListCredential }
}

/** A token's own seconds, where the credential in it names no day. */
const stampOf = (seconds: unknown) =>
  typeof seconds === 'number' && Math.abs(seconds) < 1e11 ? new Date(seconds * 1000).toISOString() : undefined

/** Whether a proof's own term (Data Integrity 1.0, section 2.1) holds at a moment. */
export function isTimely({ created, expires }: Json, now: Date): boolean {
  const early = isStamp(created) && Date.parse(created) > now.getTime() + SKEW_MS
  return !early && !(isStamp(expires) && Date.parse(expires) < now.getTime() - SKEW_MS)
}

/** Why a credential's dates do not let it be in force at a moment; null when they do. */
export function periodAt(document: Json, now: Date): 'expired' | 'not_yet_valid' | null {
  const from = document.validFrom ?? document.issuanceDate ?? stampOf(document.nbf)
  const until = document.validUntil ?? document.expirationDate ?? stampOf(document.exp)
  if (isStamp(from) && Date.parse(from) > now.getTime() + SKEW_MS) return 'not_yet_valid'
  if (isStamp(until) && Date.parse(until) < now.getTime() - SKEW_MS) return 'expired'
  return null
}

/** What a status list credential says of itself, or why it is no status list for this purpose. */
export function readList(
  list: Json,
  purpose: string,
  now: Date,
): { encoded: string } | { fault: 'bad_list' | 'stale' } {
  const subject = list.credentialSubject
  if (!listOf(list.type).includes('BitstringStatusListCredential') || !isObject(subject))
    return { fault: 'bad_list' }
  if (subject.type !== 'BitstringStatusList' || !listOf(subject.statusPurpose).includes(purpose))
    return { fault: 'bad_list' }
  const period = periodAt(list, now)
  if (period) return { fault: period === 'expired' ? 'stale' : 'bad_list' }
  const encoded = subject.encodedList
  return typeof encoded === 'string' && /^u[\w-]+$/.test(encoded) ? { encoded } : { fault: 'bad_list' }
}

/** The bit of an index, the first index being the leftmost bit (section 3.2); null outside the list. */
export function bitAt(bits: Uint8Array, index: number): boolean | null {
  const byte = bits[index >> 3]
  return byte === undefined ? null : ((byte >> (7 - (index & 7))) & 1) === 1
}

/** A list of `length` entries with these indexes set. */
export function bitsOf(length: number, indexes: Iterable<number>): Uint8Array {
  const bits = new Uint8Array(length / 8)
  for (const index of indexes) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  return bits
}

/**
 * `count` different free indexes, each as likely as any other, so that an index tells nothing of when or with whom
 * a credential was issued. `draw(below)` gives a random whole number; `taken` grows by what was drawn.
 */
export function drawIndexes(
  count: number,
  length: number,
  taken: Set<number>,
  draw: (below: number) => number,
): number[] {
  if (taken.size + count > length) throw new RangeError('the list has no room')
  const drawn: number[] = []
  while (drawn.length < count) {
    const index = draw(length)
    if (taken.has(index)) continue
    taken.add(index)
    drawn.push(index)
  }
  return drawn
}
