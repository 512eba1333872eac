import { createHash, randomBytes } from 'node:crypto'

/** What an address proves who asks with: 256 random bits, shown once, of which only a hash is kept. */
export function makeAddressSecret(purpose: string): { shown: string; hash: Buffer } {
  const shown = randomBytes(32).toString('base64url')
  return { shown, hash: hashOfAddressSecret(purpose, shown) }
}

/** One purpose's secret is none for another. */
export const hashOfAddressSecret = (purpose: string, secret: string): Buffer =>
  createHash('sha256').update(`${purpose} ${secret}`).digest()
