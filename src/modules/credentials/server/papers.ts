import type { Services } from '#platform/server/context.ts'
import type { Credential } from '../rules/achievement.ts'
import { privateKeyOf } from './engine/keys.ts'
import { signDocument, signToken } from './engine/sign.ts'
import { fail } from './fail.ts'
import { signingWith } from './issuers.ts'
import { type Papers, selectPapers, updateDocument } from './queries/issued.ts'
import { selectKeyById } from './queries/issuers.ts'

/** JWT's own claims, which only a token carries. */
const CLAIMS = ['iss', 'jti', 'sub', 'nbf', 'exp']

/** The credential inside a token, without what belongs to the token. */
export function credentialIn(token: string): Credential {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString('utf8'))
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.includes(name))) as Credential
}

/**
 * Both signed forms of a credential that the caller may read. The one that was not made at issuing is signed now,
 * with the key the credential was issued under, and kept.
 */
export async function papersOf(
  services: Pick<Services, 'config' | 'system'>,
  id: string,
): Promise<Papers & { token: string; document: string }> {
  const papers = (await selectPapers(services.system, id)) ?? fail('conflict', 'credentials.not_signed')
  const { token, document } = papers
  if (token && document) return { ...papers, token, document }
  if (!token && !document) fail('gone', 'credentials.erased')
  const key =
    (await selectKeyById(services.system, papers.keyId)) ?? fail('conflict', 'credentials.not_signed')
  const { method, seed } = signingWith(services, key)
  const signer = { method, key: privateKeyOf(seed) }
  if (token) {
    const made = JSON.stringify(await signDocument(credentialIn(token), signer))
    await updateDocument(services.system, id, made)
    return { ...papers, token, document: (await selectPapers(services.system, id))?.document ?? made }
  }
  const { proof: _, ...credential } = JSON.parse(document as string)
  return { ...papers, document: document as string, token: signToken(credential, signer) }
}
