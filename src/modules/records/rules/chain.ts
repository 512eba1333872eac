/** One entry as it stands in the database. `payload` and `salt` are null once the law has erased them. */
export type Linked = {
  id: string
  seq: number
  organisationId: string
  learnerId: string
  at: string
  entry: string
  rootId: string | null
  kind: string
  heldOn: string
  confirmingOrganisationId: string
  confirmingGroupId: string | null
  courseId: string | null
  resultKey: string | null
  visibility: string
  payload: unknown
  salt: Uint8Array | null
  commitment: Uint8Array
  previous: Uint8Array
  link: Uint8Array
}

export const BREAKS = ['missing', 'order', 'chain', 'link', 'facts', 'head'] as const
export type Break = {
  /** missing: a number is left out; order: a number twice; chain: does not continue the entry before; link: is not the
   * hash of what it links; facts: say something else than was committed to; head: the chain's end is cut or foreign. */
  code: (typeof BREAKS)[number]
  seq: number
  id: string | null
}

/** SHA-256 of the parts one after another. */
type Hash = (...parts: Uint8Array[]) => Uint8Array
/** The text of facts that gives the same bytes whatever the order of their keys. */
type Canonical = (facts: unknown) => string
export type Crypto = { hash: Hash; canonical: Canonical }

/** What precedes the first entry. */
export const GENESIS = new Uint8Array(32)

/** What the commitment covers, in the words of its canonical text. */
export function factsOf(entry: Linked): unknown {
  const {
    id,
    organisationId,
    learnerId,
    at,
    rootId,
    kind,
    heldOn,
    courseId,
    resultKey,
    visibility,
    payload,
  } = entry
  const { confirmingOrganisationId, confirmingGroupId, entry: said } = entry
  return {
    ...{ id, organisationId, learnerId, at, entry: said, rootId, kind, heldOn, confirmingOrganisationId },
    ...{ confirmingGroupId, courseId, resultKey, visibility, payload },
  }
}

export function commitmentOf({ hash, canonical }: Crypto, entry: Linked, salt: Uint8Array): Uint8Array {
  return hash(salt, new TextEncoder().encode(canonical(factsOf(entry))))
}

export function linkOf(
  { hash }: Crypto,
  previous: Uint8Array,
  commitment: Uint8Array,
  seq: number,
): Uint8Array {
  const number = new Uint8Array(4)
  new DataView(number.buffer).setInt32(0, seq)
  return hash(previous, commitment, number)
}

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i])

/**
 * Checks one learner's chain in the order of its entries.
 * @param head the last number and link the database keeps apart from the entries
 * @returns the first entry at which it breaks; null when it is whole
 */
export function checkChain(
  crypto: Crypto,
  entries: readonly Linked[],
  head: { seq: number; link: Uint8Array } | null,
): Break | null {
  let previous: Uint8Array = GENESIS
  let seq = 0
  for (const entry of entries) {
    const broken = (code: Break['code']): Break => ({ code, seq: entry.seq, id: entry.id })
    if (entry.seq > seq + 1) return { code: 'missing', seq: seq + 1, id: null }
    if (entry.seq !== seq + 1) return broken('order')
    if (!same(entry.previous, previous)) return broken('chain')
    if (!same(entry.link, linkOf(crypto, entry.previous, entry.commitment, entry.seq))) return broken('link')
    if (entry.salt && !same(entry.commitment, commitmentOf(crypto, entry, entry.salt))) return broken('facts')
    previous = entry.link
    seq = entry.seq
  }
  if (head === null ? seq > 0 : head.seq !== seq || !same(head.link, previous))
    return { code: 'head', seq, id: entries.at(-1)?.id ?? null }
  return null
}
