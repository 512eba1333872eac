import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Config } from '#platform/server/config.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'

const TICKET_MS = 15 * 60_000

const sign = (config: Config, text: string) =>
  createHmac('sha256', keyFor(readSecret(config), 'records.share'))
    .update(text)
    .digest()

export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

type Ticket = { sha256: string; mediaType: string; name: string }

/** Leave to load one file of a shared entry for a short while; it stands in addresses, where the token must not. */
export function writeTicket(config: Config, file: Ticket, now = Date.now()): string {
  const said = Buffer.from(
    JSON.stringify([file.sha256, file.mediaType, file.name, now + TICKET_MS]),
  ).toString('base64url')
  return `${said}.${sign(config, said).toString('base64url')}`
}

/** The file a ticket speaks for; null when it is over or this installation did not write it. */
export function readTicket(config: Config, ticket: string, now = Date.now()): Ticket | null {
  const [said = '', signature = ''] = ticket.split('.')
  const [right, given] = [sign(config, said), Buffer.from(signature, 'base64url')]
  if (right.length !== given.length || !timingSafeEqual(right, given)) return null
  const [sha256, mediaType, name, until] = JSON.parse(Buffer.from(said, 'base64url').toString())
  return until < now ? null : { sha256, mediaType, name }
}
