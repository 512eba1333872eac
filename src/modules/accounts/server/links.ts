import type { Config } from '#platform/server/config.ts'

/** An address of this installation's pages. What follows `#` reaches no server and no log. */
export function linkTo(config: Config, path: string, fragment: string): string {
  const base = config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`
  return `${base.replace(/\/$/, '')}${path}#${encodeURIComponent(fragment)}`
}
