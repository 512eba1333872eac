import { NoAnswer } from '#platform/server/outward.ts'
import { type DidDocument, didKeyDocument, didOf, didWebAddress, publicKeyOf } from '../../rules/did.ts'
import { isObject, listOf } from '../../rules/shape.ts'
import type { Fault } from '../../rules/verdict.ts'
import { readText } from './read.ts'
import type { Surroundings } from './surroundings.ts'

type Json = Record<string, unknown>
/** A key that its issuer publishes for signing credentials. */
export type IssuerKey = { method: string; publicKey?: string; jwk?: Json }
export type Keys = { keys: IssuerKey[] } | { fault: Fault }

/** The keys an issuer publishes for credentials: its own did:key, an issuer of ours, or a did:web that may be looked up. */
export async function keysOf(issuer: string, surroundings: Surroundings): Promise<Keys> {
  const did = didOf(issuer)
  if (did.startsWith('did:key:')) {
    const document = didKeyDocument(did)
    return document ? { keys: signingKeys(document, did) } : { fault: 'unsupported' }
  }
  const own = await surroundings.ownDocument(did)
  if (own) return { keys: signingKeys(own, did) }
  if (!did.startsWith('did:web:')) return { fault: 'unsupported' }
  const address = didWebAddress(did)
  if (!address) return { fault: 'inward' }
  if (!surroundings.lookUp) return { fault: 'not_looked_up' }
  try {
    const read = readText((await surroundings.lookUp(address)).toString('utf8'))
    // Whoever answers for another name answers for nobody.
    if (read.kind !== 'document' || read.document.id !== did) return { fault: 'unreachable' }
    return { keys: signingKeys(read.document, did) }
  } catch (error) {
    return { fault: error instanceof NoAnswer ? error.fault : 'unreachable' }
  }
}

const KEYS_MOST = 50

const CACHED_MOST = 500
/** Characters; an Ed25519 key has 48. */
const KEY_MOST = 100
const isKey = new Map<string, boolean>()

/** Whether a Multikey is one that we can check with; the same ones are asked about over and over. */
function isEd25519(multibase: string): boolean {
  const known = isKey.get(multibase)
  if (known !== undefined) return known
  if (isKey.size >= CACHED_MOST) isKey.clear()
  const is = multibase.length < KEY_MOST && publicKeyOf(multibase) !== null
  if (multibase.length < KEY_MOST) isKey.set(multibase, is)
  return is
}

/** The verification methods that a DID document lists under `assertionMethod` and controls itself. */
function signingKeys(document: DidDocument | Json, did: string): IssuerKey[] {
  const absolute = (id: unknown) => (typeof id === 'string' && id.startsWith('#') ? `${did}${id}` : id)
  const asserting = listOf((document as Json).assertionMethod)
  const embedded = asserting.filter(isObject)
  const named = new Set(asserting.map(one => absolute(isObject(one) ? one.id : one)))
  const methods = [...listOf((document as Json).verificationMethod), ...embedded].filter(isObject)
  return methods
    .filter(method => named.has(absolute(method.id)) && method.controller === did)
    .slice(0, KEYS_MOST)
    .map(method => ({
      method: String(absolute(method.id)),
      ...(typeof method.publicKeyMultibase === 'string' && isEd25519(method.publicKeyMultibase)
        ? { publicKey: method.publicKeyMultibase }
        : {}),
      ...(isObject(method.publicKeyJwk) ? { jwk: method.publicKeyJwk } : {}),
    }))
}
