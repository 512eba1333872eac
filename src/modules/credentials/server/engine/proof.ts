import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { CredentialIssuancePurpose } from '@digitalbazaar/vc'
import jsigs from 'jsonld-signatures'
import { loaderWith } from './contexts.ts'

export type ProofCheck = {
  document: object
  /** DID documents and verification methods, by their addresses. */
  documents: Record<string, object>
  /** For a presentation; a credential has none. */
  challenge?: string
  domain?: string
}
export type ProofAnswer = 'verified' | 'tampered' | 'wrong_key' | 'meaningless'

/**
 * Checks every proof of a document, since the library is content with one of several. `meaningless`: terms that no
 * context explains, which a proof therefore does not cover.
 */
export async function checkProof({
  document,
  documents,
  challenge,
  domain,
}: ProofCheck): Promise<ProofAnswer> {
  const { AuthenticationProofPurpose } = jsigs.purposes
  const result = await jsigs.verify(document, {
    suite: new DataIntegrityProof({ cryptosuite }),
    purpose:
      challenge === undefined
        ? new CredentialIssuancePurpose()
        : new AuthenticationProofPurpose({ challenge, domain }),
    documentLoader: loaderWith(documents),
  })
  const results = result.results ?? []
  if (result.verified && results.length > 0 && results.every(one => one.verified)) return 'verified'
  const said = messagesOf(result).join(' ')
  if (/safe mode|undefined|relative|protected term|invalid (term|type|@id|scoped)|jsonld\./i.test(said))
    return 'meaningless'
  return /not authorized|controller|issuer must match|assertionMethod/i.test(said) ? 'wrong_key' : 'tampered'
}

/** Messages of an error and of those inside it; the library nests them. */
function messagesOf(value: unknown, depth = 0): string[] {
  if (depth > 5 || typeof value !== 'object' || value === null) return []
  const { name, message, error, errors, cause, results } = value as Record<string, unknown>
  const own = [name, message].filter(one => typeof one === 'string')
  const inner = [error, errors, cause, results].flatMap(one => (Array.isArray(one) ? one : [one]))
  if (Array.isArray(value)) inner.push(...value)
  return [...own, ...inner.flatMap(one => messagesOf(one, depth + 1))]
}
