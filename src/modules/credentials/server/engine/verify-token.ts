import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { compactVerify, importJWK, type JWK } from 'jose'
import { didOf, publicKeyOf } from '../../rules/did.ts'
import { credentialProblems, isObject, isStamp, issuerIdOf, listOf } from '../../rules/shape.ts'
import { unknownContexts } from './contexts.ts'
import { type IssuerKey, keysOf } from './resolve.ts'
import type { Surroundings } from './surroundings.ts'
import type { Checked } from './verify-document.ts'

type Json = Record<string, unknown>
type Token = { token: string; head: Json; payload: Json }

/** Never `none`, never a shared secret. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256']
const TYPES = ['vc+jwt', 'application/vc+jwt', 'jwt', 'vc+ld+jwt', 'vc']

/** Whether a `vc+jwt` (W3C Securing Verifiable Credentials using JOSE and COSE) is what its issuer signed. */
export async function checkToken(
  { token, head, payload }: Token,
  surroundings: Surroundings,
): Promise<Checked> {
  const { alg, typ, crit, kid } = head
  if (!ALGORITHMS.includes(String(alg)) || crit !== undefined || payload.vc !== undefined)
    return { integrity: 'unsupported_proof' }
  if (typ !== undefined && !TYPES.includes(String(typ).toLowerCase()))
    return { integrity: 'unsupported_proof' }
  const problems = [...credentialProblems(payload), ...contradictions(payload)]
  if (problems.length) return { integrity: 'malformed', problems }
  const issuer = issuerIdOf(payload) as string
  const method = methodOf(kid, issuer)
  if (method && didOf(method) !== didOf(issuer)) return { integrity: 'wrong_key' }
  const found = await keysOf(issuer, surroundings)
  if ('fault' in found) return { integrity: 'unknown_key', keyFault: found.fault }
  const key = method
    ? found.keys.find(one => one.method === method)
    : found.keys.length === 1
      ? found.keys[0]
      : undefined
  if (!key) return { integrity: 'wrong_key', keyFault: 'no_such_key' }
  const verified = await isSignedBy(token, String(alg), key)
  if (verified === null) return { integrity: 'unsupported_proof' }
  if (!verified) return { integrity: 'tampered' }
  return { integrity: 'intact', unchecked: unknownContexts(payload).length ? ['meaning'] : [] }
}

/** The verification method a token names; a bare name is one of the issuer's own. */
function methodOf(kid: unknown, issuer: string): string | null {
  if (typeof kid !== 'string' || kid === '') return null
  if (kid.startsWith('did:')) return kid
  return `${didOf(issuer)}${kid.startsWith('#') ? '' : '#'}${kid}`
}

const secondsOf = (value: unknown) => (typeof value === 'number' ? value : undefined)

/** JWT's own claims say nothing else than the credential does. */
function contradictions(payload: Json): { path: string; code: string }[] {
  const subject = listOf(payload.credentialSubject).find(isObject)
  const seconds = (stamp: unknown) => (isStamp(stamp) ? Math.floor(Date.parse(stamp) / 1000) : undefined)
  const pairs: [string, unknown, unknown][] = [
    ['iss', payload.iss, issuerIdOf(payload)],
    ['jti', payload.jti, payload.id],
    ['sub', payload.sub, subject?.id],
    ['nbf', payload.nbf, seconds(payload.validFrom ?? payload.issuanceDate) ?? secondsOf(payload.nbf)],
    ['exp', payload.exp, seconds(payload.validUntil ?? payload.expirationDate) ?? secondsOf(payload.exp)],
  ]
  return pairs
    .filter(([, said, meant]) => said !== undefined && said !== meant)
    .map(([path]) => ({ path, code: 'contradiction' }))
}

const CACHED_MOST = 500
const ed25519Keys = new Map<string, KeyObject>()

function ed25519Key(multibase: string): KeyObject {
  const cached = ed25519Keys.get(multibase)
  if (cached) return cached
  const x = Buffer.from(publicKeyOf(multibase) as Uint8Array).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  if (ed25519Keys.size >= CACHED_MOST) ed25519Keys.clear()
  ed25519Keys.set(multibase, key)
  return key
}

/** Null when the key and the algorithm do not go together. */
async function isSignedBy(token: string, alg: string, key: IssuerKey): Promise<boolean | null> {
  if (key.publicKey) {
    if (alg !== 'EdDSA' && alg !== 'Ed25519') return null
    const at = token.lastIndexOf('.')
    const signature = Buffer.from(token.slice(at + 1), 'base64url')
    return verify(null, Buffer.from(token.slice(0, at)), ed25519Key(key.publicKey), signature)
  }
  if (!key.jwk || key.jwk.kty === 'oct' || key.jwk.d !== undefined) return null
  try {
    const imported = await importJWK(key.jwk as JWK, alg)
    await compactVerify(token, imported, { algorithms: [alg] })
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' ? false : null
  }
}
