import { createHmac } from 'node:crypto'
import type { Config } from '#platform/server/config.ts'
import { ownAddress } from '#platform/server/own-address.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'
import { didWebOf } from '../rules/did.ts'

/** The origin that credentials name: for good, since they cannot be changed later. */
export function baseOf(config: Config): string {
  return ownAddress(config)
}

export const verifyAddress = (config: Config, id: string) => `${baseOf(config)}/verify/credential/${id}`
export const listAddress = (config: Config, pageId: string, purpose: string) =>
  `${baseOf(config)}/api/credentials/status/${pageId}/${purpose}`

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const LIST = new RegExp(`^/api/credentials/status/(${UUID})/(revocation|suspension)$`)
const CREDENTIAL = new RegExp(`/verify/credential/(${UUID})/?$`)

export type Purpose = 'revocation' | 'suspension'

/** The page and purpose of a status list's address, where it is one of ours. */
export function ownListOf(config: Config, address: string): { pageId: string; purpose: Purpose } | null {
  const base = baseOf(config)
  const found = address.startsWith(base) ? LIST.exec(address.slice(base.length)) : null
  return found ? { pageId: found[1] as string, purpose: found[2] as Purpose } : null
}

/** The credential that a link of ours, from whatever origin it was printed under, leads to. */
export function credentialOf(config: Config, address: string): string | null {
  return address.startsWith(`${baseOf(config)}/`) ? (CREDENTIAL.exec(address)?.[1] ?? null) : null
}

/**
 * The DID an issuer signs under: did:web where the platform has a public https address, so that keys can change;
 * null in the demo and elsewhere, where each key is a did:key of its own.
 */
export function didWebFor(config: Config, issuerId: string): string | null {
  if (config.demo || !config.PUBLIC_URL?.startsWith('https:')) return null
  return didWebOf(config.PUBLIC_URL, ['api', 'credentials', 'issuers', issuerId])
}

/** A name for a learner that is the same in all their credentials here and tells nothing to anybody else. */
export function subjectOf(config: Config, affiliationId: string): string {
  const key = keyFor(readSecret(config), 'credentials.subjects')
  const hex = createHmac('sha256', key).update(affiliationId).digest('hex')
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) & 3]
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
