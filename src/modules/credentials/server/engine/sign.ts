import { type KeyObject, sign } from 'node:crypto'
import { type Credential, tokenClaims } from '../../rules/achievement.ts'
import { loaderWith } from './contexts.ts'

/** A key that signs, and the verification method that its public half is published as. */
export type Signer = { method: string; key: KeyObject }

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * Signs a credential as a `vc+jwt`: a compact JWS (RFC 7515) with EdDSA. Signed by hand, since jose hands every
 * signature to another thread and back, which takes four times as long as the signature.
 */
export function signToken(credential: Credential, { method, key }: Signer): string {
  const head = encoded({ alg: 'EdDSA', typ: 'vc+jwt', cty: 'vc', kid: method })
  const input = `${head}.${encoded(tokenClaims(credential))}`
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`
}

const signerOf = ({ method, key }: Signer) => ({
  id: method,
  algorithm: 'Ed25519',
  sign: async ({ data }: { data: Uint8Array }) => sign(null, data, key),
})

/** Adds an `eddsa-rdfc-2022` Data Integrity proof. Throws on terms that no bundled context explains. */
export async function signDocument(
  credential: object,
  signer: Signer,
  created?: string,
): Promise<Record<string, unknown>> {
  // Some two hundred files, of which only those who sign a document have need.
  const [{ DataIntegrityProof }, { cryptosuite }, { CredentialIssuancePurpose }, { default: jsigs }] =
    await Promise.all([
      import('@digitalbazaar/data-integrity'),
      import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite'),
      import('@digitalbazaar/vc'),
      import('jsonld-signatures'),
    ])
  const suite = new DataIntegrityProof({ signer: signerOf(signer), cryptosuite, date: created })
  return jsigs.sign(credential, {
    suite,
    purpose: new CredentialIssuancePurpose(),
    documentLoader: loaderWith(),
  })
}
