import { hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

const SHORTEST = 32

/**
 * The installation's secret: OVERPASS_SECRET, else one made once in the data folder and readable to its
 * owner alone (real use refuses to start without the setting).
 */
export function readSecret(config: Pick<Config, 'OVERPASS_SECRET' | 'dataDir'>): string {
  if (config.OVERPASS_SECRET) return config.OVERPASS_SECRET
  const path = join(config.dataDir, 'secret')
  const found = readIfThere(path)
  if (found) return found
  mkdirSync(config.dataDir, { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, randomBytes(36).toString('base64url'), { mode: 0o600, flag: 'wx' })
  try {
    // A link appears whole and only once: two processes that start together agree on one secret.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  const made = readIfThere(path)
  if (!made) throw new Error(`The secret in ${path} is shorter than ${SHORTEST} characters.`)
  return made
}

function readIfThere(path: string): string | undefined {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    return secret.length >= SHORTEST ? secret : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A key of 32 bytes for one purpose, so that no two uses of the secret share one. */
export function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'overpass', purpose, 32))
}
