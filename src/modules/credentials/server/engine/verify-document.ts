import { didDocumentOf, didOf } from '../../rules/did.ts'
import { credentialProblems, isObject, issuerIdOf, listOf } from '../../rules/shape.ts'
import { isTimely } from '../../rules/status.ts'
import type { Fault, Integrity, Unchecked } from '../../rules/verdict.ts'
import { contextOf, unknownContexts } from './contexts.ts'
import { helpers, TookTooLong } from './helpers.ts'
import type { ProofAnswer } from './proof.ts'
import { keysOf } from './resolve.ts'
import type { Surroundings } from './surroundings.ts'

type Json = Record<string, unknown>
export type Checked = {
  integrity: Integrity
  keyFault?: Fault
  problems?: { path: string; code: string }[]
  unchecked?: Unchecked[]
}

const PROOFS_MOST = 5
const CHECK_MS = 5_000
const SUITE = 'eddsa-rdfc-2022'
const MULTIKEY = 'https://w3id.org/security/multikey/v1'

const canCheck = (proof: Json) =>
  proof.type === 'DataIntegrityProof' && proof.cryptosuite === SUITE && proof.previousProof === undefined

/** Whether a credential with a Data Integrity proof is what its issuer signed. */
export async function checkDocument(document: Json, surroundings: Surroundings): Promise<Checked> {
  const problems = credentialProblems(document)
  if (problems.length) return { integrity: 'malformed', problems }
  const unknown = unknownContexts(document)
  if (unknown.length)
    return {
      integrity: 'unknown_context',
      problems: unknown.slice(0, 5).map(path => ({ path, code: 'context' })),
    }
  const proofs = listOf(document.proof).filter(isObject)
  if (proofs.length === 0) return { integrity: 'no_proof' }
  const known = proofs.filter(canCheck)
  if (known.length === 0 || known.length > PROOFS_MOST) return { integrity: 'unsupported_proof' }
  if (known.some(proof => proof.proofPurpose !== 'assertionMethod'))
    return { integrity: 'malformed', problems: [{ path: 'proof.proofPurpose', code: 'proof' }] }
  if (!known.every(proof => isTimely(proof, surroundings.now()))) return { integrity: 'untimely_proof' }
  const issuer = issuerIdOf(document) as string
  const methods = known.map(proof => String(proof.verificationMethod ?? ''))
  // A proof by anybody but the issuer says nothing of the issuer.
  if (methods.some(method => didOf(method) !== didOf(issuer))) return { integrity: 'wrong_key' }
  const found = await keysOf(issuer, surroundings)
  if ('fault' in found) return { integrity: 'unknown_key', keyFault: found.fault }
  const keys = methods.map(method => found.keys.find(key => key.method === method))
  if (keys.some(key => !key)) return { integrity: 'wrong_key', keyFault: 'no_such_key' }
  if (keys.some(key => !key?.publicKey)) return { integrity: 'unsupported_proof' }
  const answer = await runCheck(
    { ...document, proof: known },
    documentsOf(didOf(issuer), keys as { method: string; publicKey: string }[]),
  )
  if (answer === 'meaningless')
    return { integrity: 'malformed', problems: [{ path: '@context', code: 'undefined_term' }] }
  if (answer !== 'verified') return { integrity: answer }
  return { integrity: 'intact', unchecked: known.length < proofs.length ? ['other_proofs'] : [] }
}

/** The documents that a proof's check may ask for, made by us out of the keys alone. */
export function documentsOf(
  did: string,
  keys: readonly { method: string; publicKey: string }[],
): Record<string, object> {
  const methods = keys.map(({ method, publicKey }) => [
    method,
    { '@context': MULTIKEY, id: method, type: 'Multikey', controller: did, publicKeyMultibase: publicKey },
  ])
  return { ...Object.fromEntries(methods), [did]: didDocumentOf(did, keys) }
}

async function runCheck(
  document: object,
  documents: Record<string, object>,
): Promise<ProofAnswer | 'took_too_long'> {
  try {
    return await helpers.run<ProofAnswer>({ kind: 'check', document, documents }, CHECK_MS)
  } catch (error) {
    // Whatever else goes wrong in there is the document's doing: it was not verified.
    return error instanceof TookTooLong ? 'took_too_long' : 'tampered'
  }
}

/** Whether the text of a bundled context is at hand, for exports that outlive us. */
export const contextText = (url: string) => JSON.stringify(contextOf(url) ?? null, null, 2)
