import type { Config } from '#platform/server/config.ts'
import { ownAddress } from '#platform/server/own-address.ts'

/** An address of this installation's pages. What follows `#` reaches no server and no log. */
export function linkTo(config: Config, path: string, fragment: string): string {
  return ownAddress(config, `${path}#${encodeURIComponent(fragment)}`)
}
