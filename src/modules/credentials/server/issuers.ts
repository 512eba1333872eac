import { randomUUID } from 'node:crypto'
import type { Services } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Owner } from '../policy.ts'
import { didKeyMethod, didKeyOf } from '../rules/did.ts'
import { makeKey, openSeed, sealSeed } from './engine/keys.ts'
import { didWebFor } from './places.ts'
import { insertKey, type KeyRow, lockIssuer, selectKeyInUse } from './queries/issuers.ts'

/** A key at work: whose it is, under which DID it signs, and its private half. */
export type Signing = { issuerId: string; did: string; keyId: string; method: string; seed: Buffer }

type Reach = Pick<Services, 'config' | 'system'>

export const signingWith = ({ config }: Pick<Services, 'config'>, key: KeyRow): Signing => ({
  ...{ issuerId: key.issuerId, did: key.did, keyId: key.id, method: key.method },
  seed: openSeed(config, key.id, key.sealed),
})

/**
 * The key an organisation or group signs with, made when it first issues, and made anew when the platform has got
 * another public address since.
 */
export function signingOf(services: Reach, owner: Owner): Promise<Signing> {
  return services.system.transaction().execute(async db => {
    const issuerId = await lockIssuer(db, owner)
    const key = await selectKeyInUse(db, issuerId)
    const did = didWebFor(services.config, issuerId)
    const fits = key && (did === null ? key.did.startsWith('did:key:') : key.did === did)
    return signingWith(services, fits ? key : await addKey(services, db, issuerId))
  })
}

/** Retires the key in use and puts a new one in its place. */
export function rotate(services: Reach, owner: Owner): Promise<Signing> {
  return services.system.transaction().execute(async db => {
    const issuerId = await lockIssuer(db, owner)
    return signingWith(services, await addKey(services, db, issuerId))
  })
}

async function addKey({ config }: Reach, db: Db, issuerId: string): Promise<KeyRow> {
  const id = randomUUID()
  const { publicKey, seed } = makeKey()
  const web = didWebFor(config, issuerId)
  const key = {
    id,
    issuerId,
    did: web ?? didKeyOf(publicKey),
    method: web ? `${web}#${publicKey}` : didKeyMethod(publicKey),
    publicKey,
    sealed: sealSeed(config, id, seed),
  }
  await insertKey(db, key)
  return key
}
