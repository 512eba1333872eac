import type { Config } from '#platform/server/config.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'

const secrets = new WeakMap<object, string>()

/** The secret better-auth signs cookies and encrypts second factors with. */
export function authSecret({ config }: { config: Config }): string {
  let secret = secrets.get(config)
  if (!secret) {
    secret = keyFor(readSecret(config), 'better-auth').toString('base64url')
    secrets.set(config, secret)
  }
  return secret
}
