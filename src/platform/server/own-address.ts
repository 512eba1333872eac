import type { Config } from './config.ts'

/** An address of this installation, as whoever is elsewhere reaches it. `path` begins with a slash; without it, the origin. */
export function ownAddress(
  { PUBLIC_URL, HOST, PORT }: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT'>,
  path = '',
): string {
  return `${(PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/$/, '')}${path}`
}
