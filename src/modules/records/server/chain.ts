import { createHash, randomBytes } from 'node:crypto'
import { canonical } from '#platform/contract/canonical.ts'
import { type Crypto, commitmentOf, type Linked } from '../rules/chain.ts'

/** How this installation hashes and writes facts down. */
export const CRYPTO: Crypto = {
  hash(...parts) {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest()
  },
  canonical,
}

type Facts = Omit<Linked, 'seq' | 'salt' | 'commitment' | 'previous' | 'link'>

/** A salt and the commitment it gives; the entry's place in the chain is the database's to say. */
export function commit(facts: Facts): { salt: Buffer; commitment: Buffer } {
  const salt = randomBytes(16)
  return { salt, commitment: commitAs(facts, salt) }
}

/** The commitment of facts with a salt of the caller's own: for entries of the past that are made again alike. */
export function commitAs(facts: Facts, salt: Buffer): Buffer {
  const none = Buffer.alloc(0)
  const entry: Linked = { ...facts, seq: 0, salt, commitment: none, previous: none, link: none }
  return Buffer.from(commitmentOf(CRYPTO, entry, salt))
}

/** An id that sorts by its time (UUID version 7): the commitment covers it, so the database cannot make it. */
export function nextId(now = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
