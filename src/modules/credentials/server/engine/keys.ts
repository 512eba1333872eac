import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Config } from '#platform/server/config.ts'
import { seal, unseal } from '#platform/server/sealed.ts'
import { multibaseOf } from '../../rules/did.ts'

const PURPOSE = 'credentials.issuer_keys'

export const sealSeed = (config: Config, keyId: string, seed: Buffer): Buffer =>
  seal(config, { purpose: PURPOSE, id: keyId }, seed)

/** Throws when the secret, the key's id or a bit of it is another than at sealing. */
export const openSeed = (config: Config, keyId: string, sealed: Buffer): Buffer =>
  unseal(config, { purpose: PURPOSE, id: keyId }, sealed)

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
