import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Config } from '#platform/server/config.ts'
import type { Db } from '#platform/server/database/session.ts'
import { ownAddress } from '#platform/server/own-address.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'

const TICKET_MS = 15 * 60_000
const TICKET = /^([0-9a-f]{64})\.([0-9]{13})\.([A-Za-z0-9_-]{43})$/

const sign = (config: Config, text: string) =>
  createHmac('sha256', keyFor(readSecret(config), 'members.application'))
    .update(text)
    .digest()

/** What opens one application. Made anew when a letter needs it; who asks reads its hash only. */
export const tokenOf = (config: Config, attempt: string): string =>
  sign(config, `token ${attempt}`).toString('base64url')

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Makes the rest of the transaction the holder's of this hash: row-level security shows their application. */
export async function actAsApplicant(db: Db, hash: Buffer): Promise<void> {
  await sql`select set_config('overpass.application', ${hash.toString('hex')}, true)`.execute(db)
}

/** Leave to add documents for a short while: it stands in addresses, where the token must not. */
export function writeTicket(config: Config, hash: Buffer, now = Date.now()): string {
  const said = `${hash.toString('hex')}.${now + TICKET_MS}`
  return `${said}.${sign(config, `ticket ${said}`).toString('base64url')}`
}

/** The hash a ticket speaks for; null when it is over or this installation did not write it. */
export function readTicket(config: Config, ticket: string, now = Date.now()): Buffer | null {
  const [, hash = '', until = '', signature = ''] = TICKET.exec(ticket) ?? []
  if (!hash || Number(until) < now) return null
  const right = sign(config, `ticket ${hash}.${until}`)
  const given = Buffer.from(signature, 'base64url')
  return given.length === right.length && timingSafeEqual(given, right) ? Buffer.from(hash, 'hex') : null
}

/** The page of an application. What follows `#` reaches no server and no log. */
export function applicationLink(config: Config, attempt: string): string {
  return ownAddress(config, `/join/application#${tokenOf(config, attempt)}`)
}
