import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { Config } from '#platform/server/config.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'
import { multibaseOf } from '../../rules/did.ts'

/** AES-256-GCM under a key of its own from the installation's secret; the key's id cannot be exchanged for another's. */
const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

const wrapKey = (config: Config) => keyFor(readSecret(config), 'credentials.issuer_keys')

export function sealSeed(config: Config, keyId: string, seed: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, wrapKey(config), iv).setAAD(Buffer.from(keyId))
  const sealed = Buffer.concat([cipher.update(seed), cipher.final()])
  return Buffer.concat([iv, sealed, cipher.getAuthTag()])
}

/** Throws when the secret, the key's id or a bit of it is another than at sealing. */
export function openSeed(config: Config, keyId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, wrapKey(config), sealed.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(keyId))
    .setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
}

/** A new Ed25519 key: its public half in Multikey form and the seed of its private half. */
export function makeKey(): { publicKey: string; seed: Buffer } {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return {
    publicKey: multibaseOf(Buffer.from(x as string, 'base64url')),
    seed: Buffer.from(d as string, 'base64url'),
  }
}

/** PKCS #8 of an Ed25519 private key is this and the seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}
