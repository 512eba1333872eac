import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { keyFor } from '../secret.ts'

/** What a seal covers besides its entries; its hash is what is signed and written outside the database. */
export type SealFacts = { number: number; previousHash: Buffer; sealedAt: string }

/** What precedes the first seal. */
export const GENESIS = Buffer.alloc(32)

/** The hash of one seal, fed entry by entry in the order of their ids. */
export function sealHash({ number, previousHash, sealedAt }: SealFacts) {
  const hash = createHash('sha256')
  hash.update(`overpass seal 1\n${number}\n${previousHash.toString('hex')}\n${sealedAt}\n`)
  return {
    add(id: number | string, commitment: Buffer): void {
      hash.update(`${id} ${commitment.toString('hex')}\n`)
    },
    digest: () => hash.digest(),
  }
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** The installation's signing key, which follows from its secret. */
export function sealingKey(secret: string): KeyObject {
  const seed = keyFor(secret, 'audit seal')
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}

/** The 32 bytes with which anybody can check a signature, as base64. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length).toString('base64')
}

export const signHash = (hash: Buffer, key: KeyObject): Buffer => sign(null, hash, key)

/** A check of signatures against any of the given public keys. */
export function signatureCheck(publicKeys: readonly string[]): (hash: Buffer, signature: Buffer) => boolean {
  const keys = publicKeys.map(key =>
    createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(key, 'base64')]), format: 'der', type: 'spki' }),
  )
  return (hash, signature) => keys.some(key => verify(null, hash, key, signature))
}

/** One line of the file of heads: enough to check a chain against, without the database or the secret. */
export const head = z.object({
  number: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  sealedAt: z.iso.datetime(),
  entries: z.number().int().positive(),
  signature: z.string().max(100),
  /** The public key of the signature. */
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
})
export type Head = z.infer<typeof head>
