import { gzipSync } from 'node:zlib'
import type { Services } from '#platform/server/context.ts'
import { statusListCredential } from '../rules/achievement.ts'
import { bitsOf } from '../rules/status.ts'
import { privateKeyOf } from './engine/keys.ts'
import { signDocument } from './engine/sign.ts'
import { signingWith } from './issuers.ts'
import { listAddress, type Purpose } from './places.ts'
import { selectNewestKey } from './queries/issuers.ts'
import { lockPage, selectSet, selectSignedList, upsertSignedList } from './queries/status.ts'

/** A list is signed anew after an hour, and after a day nobody should rely on it any more. */
const FRESH_MS = 3_600_000
const VALID_MS = 86_400_000

/** A status list as signed last, signed anew when something has changed or time has passed; null when there is none. */
export async function currentList(
  services: Pick<Services, 'config' | 'system'>,
  pageId: string,
  purpose: Purpose,
): Promise<string | null> {
  const kept = await selectSignedList(services.system, pageId, purpose)
  if (kept && isFresh(kept.signedAt)) return kept.signed
  return services.system.transaction().execute(async db => {
    const page = await lockPage(db, pageId)
    if (!page) return null
    const meanwhile = await selectSignedList(db, pageId, purpose)
    if (meanwhile && isFresh(meanwhile.signedAt)) return meanwhile.signed
    const key = await selectNewestKey(db, page.did)
    if (!key) return null
    const { seed, method, did } = signingWith(services, key)
    const now = Date.now()
    const second = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
    const bits = bitsOf(page.length, await selectSet(db, pageId, purpose))
    const list = statusListCredential({
      ...{ address: listAddress(services.config, pageId, purpose), did, purpose },
      encoded: `u${gzipSync(bits).toString('base64url')}`,
      ...{ validFrom: second(now), validUntil: second(now + VALID_MS) },
    })
    const signed = JSON.stringify(await signDocument(list, { method, key: privateKeyOf(seed) }))
    await upsertSignedList(db, pageId, purpose, signed)
    return signed
  })
}

const isFresh = (signedAt: Date) => Date.now() - signedAt.getTime() < FRESH_MS
