import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '#platform/server/config.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function signatureOf(config: Config, personId: string): Buffer {
  return createHmac('sha256', keyFor(readSecret(config), 'information.stop_letters'))
    .update(personId)
    .digest()
}

/** What the link in a letter carries: whose letters, signed, so that nobody stops another's. */
export function writeStopToken(config: Config, personId: string): string {
  return `${personId}.${signatureOf(config, personId).toString('base64url')}`
}

/** The person of a link that this installation has signed; null for any other. */
export function readStopToken(config: Config, token: string): string | null {
  const [personId = '', signature = ''] = token.split('.')
  if (!UUID.test(personId)) return null
  const given = Buffer.from(signature, 'base64url')
  const right = signatureOf(config, personId)
  return given.length === right.length && timingSafeEqual(given, right) ? personId : null
}
