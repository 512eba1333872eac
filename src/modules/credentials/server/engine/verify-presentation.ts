import { didOf } from '../../rules/did.ts'
import { isObject, listOf } from '../../rules/shape.ts'
import { isTimely } from '../../rules/status.ts'
import { unknownContexts } from './contexts.ts'
import { helpers } from './helpers.ts'
import type { ProofAnswer } from './proof.ts'
import { keysOf } from './resolve.ts'
import type { Surroundings } from './surroundings.ts'
import { documentsOf } from './verify-document.ts'

type Json = Record<string, unknown>
type Answer =
  | ProofAnswer
  | 'no_proof'
  | 'unsupported_proof'
  | 'unknown_key'
  | 'unknown_context'
  | 'untimely_proof'

/** Whether whoever presents holds the key they present with, for the challenge they were given. */
export async function checkPresentation(
  presentation: Json,
  { challenge, domain }: { challenge?: string; domain?: string },
  surroundings: Surroundings,
): Promise<Answer> {
  const proofs = listOf(presentation.proof).filter(isObject)
  const [proof] = proofs
  if (!proof) return 'no_proof'
  const usual = proof.type === 'DataIntegrityProof' && proof.cryptosuite === 'eddsa-rdfc-2022'
  if (proofs.length !== 1 || !usual || proof.previousProof !== undefined) return 'unsupported_proof'
  if (proof.proofPurpose !== 'authentication' || typeof proof.challenge !== 'string') return 'wrong_key'
  if (challenge !== undefined && proof.challenge !== challenge) return 'wrong_key'
  if (domain !== undefined && !listOf(proof.domain).includes(domain)) return 'wrong_key'
  if (!isTimely(proof, surroundings.now())) return 'untimely_proof'
  // Credentials in it are judged one by one; here only what the presentation itself says counts.
  if (unknownContexts(presentation).length) return 'unknown_context'
  const method = String(proof.verificationMethod ?? '')
  const holder = isObject(presentation.holder) ? presentation.holder.id : presentation.holder
  if (typeof holder === 'string' && didOf(method) !== didOf(holder)) return 'wrong_key'
  const found = await keysOf(didOf(method), surroundings)
  if ('fault' in found) return 'unknown_key'
  const key = found.keys.find(one => one.method === method)
  if (!key?.publicKey) return 'wrong_key'
  const documents = documentsOf(didOf(method), [{ method, publicKey: key.publicKey }])
  return helpers
    .run<ProofAnswer>(
      { kind: 'check', document: presentation, documents, challenge: proof.challenge, domain },
      5_000,
    )
    .catch(() => 'tampered')
}
