import { fromBase58, toBase58 } from './base58.ts'

/** Multicodec of an Ed25519 public key (0xed as a varint). */
const ED25519 = [0xed, 0x01] as const
const KEY_BYTES = 32

/** An Ed25519 public key as Multikey writes it: `z6Mk…`. */
export function multibaseOf(publicKey: Uint8Array): string {
  return `z${toBase58(Uint8Array.from([...ED25519, ...publicKey]))}`
}

/** The 32 bytes of an Ed25519 public key in Multikey form; null for every other kind of key. */
export function publicKeyOf(multibase: string): Uint8Array | null {
  const bytes = multibase.startsWith('z') ? fromBase58(multibase.slice(1)) : null
  if (!bytes || bytes.length !== KEY_BYTES + 2 || bytes[0] !== ED25519[0] || bytes[1] !== ED25519[1])
    return null
  return bytes.slice(2)
}

export const didKeyOf = (multibase: string) => `did:key:${multibase}`
/** A did:key names its only verification method by the key once more. */
export const didKeyMethod = (multibase: string) => `did:key:${multibase}#${multibase}`

/** The did:web of a host and a path below it (did:web method: `:` for `/`, a port's colon encoded). */
export function didWebOf(base: string, path: readonly string[]): string {
  const { host } = new URL(base)
  return ['did:web', host.replace(':', '%3A'), ...path].join(':')
}

/**
 * Where a did:web keeps its document: always https, `/.well-known/did.json` for a bare host. Null when the text is
 * no did:web with a plain host name: addresses of machines, ports and names without a dot are refused here.
 */
export function didWebAddress(did: string): URL | null {
  const [, method, host = '', ...path] = did.split(':')
  if (method !== 'web' || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host) || /^[\d.]+$/.test(host)) return null
  if (path.some(part => !/^[\w.~-]+$/.test(part) || /^\.+$/.test(part))) return null
  const file = path.length ? `/${path.join('/')}/did.json` : '/.well-known/did.json'
  const address = URL.parse(`https://${host}${file}`)
  // A name that a URL reads as an address of a machine (`0x7f.1`) comes back changed.
  return address?.hostname === host.toLowerCase() ? address : null
}

/** The DID of a verification method (`did:…#key`), or of an issuer. */
export const didOf = (url: string): string => url.split('#')[0] ?? url

export type VerificationMethod = {
  id: string
  type: string
  controller: string
  publicKeyMultibase?: string
  publicKeyJwk?: Record<string, unknown>
}

export type DidDocument = {
  '@context': string[]
  id: string
  alsoKnownAs?: string[]
  verificationMethod: VerificationMethod[]
  assertionMethod: string[]
  authentication?: string[]
}

const CONTEXT = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1']

/** The DID document of an issuer with all the keys it has ever signed with, so that old credentials keep verifying. */
export function didDocumentOf(
  did: string,
  keys: readonly { method: string; publicKey: string }[],
): DidDocument {
  return {
    '@context': CONTEXT,
    id: did,
    verificationMethod: keys.map(key => ({
      id: key.method,
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: key.publicKey,
    })),
    assertionMethod: keys.map(key => key.method),
    authentication: keys.map(key => key.method),
  }
}

/** The document that a did:key is its own source of; null when it holds no Ed25519 key. */
export function didKeyDocument(did: string): DidDocument | null {
  const multibase = did.slice('did:key:'.length)
  if (!did.startsWith('did:key:') || !publicKeyOf(multibase)) return null
  return didDocumentOf(did, [{ method: didKeyMethod(multibase), publicKey: multibase }])
}
