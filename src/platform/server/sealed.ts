import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Config } from './config.ts'
import { keyFor, readSecret } from './secret.ts'

/** AES-256-GCM under a key of its own for each purpose; what is sealed for one id cannot be passed off as another's. */
const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

type For = { purpose: string; id: string }
const wrapKey = (config: Config, purpose: string) => keyFor(readSecret(config), purpose)

export function seal(config: Config, { purpose, id }: For, bytes: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, wrapKey(config, purpose), iv).setAAD(Buffer.from(id))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([iv, sealed, cipher.getAuthTag()])
}

/** Throws when the secret, the id or a bit of it is another than at sealing. */
export function unseal(config: Config, { purpose, id }: For, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, wrapKey(config, purpose), sealed.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(id))
    .setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
}
