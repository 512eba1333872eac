import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '#platform/server/config.ts'

/** The header in which our endpoints hand the client's address to better-auth. */
export const ADDRESS_HEADER = 'x-overpass-address'

export const isHttps = (config: Pick<Config, 'PUBLIC_URL'>): boolean =>
  config.PUBLIC_URL?.startsWith('https://') ?? false

/** `__Host-` ties a cookie to this very host and to https; browsers refuse it on plain http. */
export const cookiePrefix = (config: Pick<Config, 'PUBLIC_URL'>): string =>
  isHttps(config) ? '__Host-overpass' : 'overpass'

export const sessionCookie = (config: Pick<Config, 'PUBLIC_URL'>): string =>
  `${cookiePrefix(config)}.session_token`

/** The value of one cookie of a header, decoded; undefined when absent or not decodable. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=')
    if (at < 0 || part.slice(0, at).trim() !== name) continue
    try {
      return decodeURIComponent(part.slice(at + 1).trim())
    } catch {
      return undefined
    }
  }
  return undefined
}

/** The cookies of a header but for the named one. */
export function withoutCookie(header: string | null, name: string): string {
  const kept = (header ?? '').split(';').filter(part => part.slice(0, part.indexOf('=')).trim() !== name)
  return kept.join(';').trim()
}

const TOKEN_MAX = 500

/** The token inside a signed cookie (`token.signature`, HMAC-SHA-256 in base64), if the signature is ours. */
export function tokenOf(signed: string | undefined, secret: string): string | undefined {
  if (!signed || signed.length > TOKEN_MAX) return undefined
  const at = signed.lastIndexOf('.')
  if (at < 1) return undefined
  const token = signed.slice(0, at)
  const given = Buffer.from(signed.slice(at + 1), 'base64')
  const wanted = createHmac('sha256', secret).update(token).digest()
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : undefined
}
