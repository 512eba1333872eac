import type { DidDocument } from '../../rules/did.ts'
import type { Voucher } from '../../rules/verdict.ts'

/** What the verifier can ask. Everything it does not get here it does not have: it opens no connection itself. */
export type Surroundings = {
  now(): Date
  /** The keys of an issuer of this platform. */
  ownDocument(did: string): Promise<DidDocument | null>
  /** A status list of this platform, signed, by its address. */
  ownList(address: string): Promise<string | null>
  /** Who stands behind an issuer. */
  voucher(did: string): Promise<Voucher | null>
  /** Reads what other platforms publish; null when the operator has not allowed it. Throws NoAnswer. */
  lookUp: ((address: URL | null) => Promise<Buffer>) | null
}
