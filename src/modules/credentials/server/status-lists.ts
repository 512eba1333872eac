import { gzipSync } from 'node:zlib'
import type { Services } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import { statusListCredential } from '../rules/achievement.ts'
import { bitsOf } from '../rules/status.ts'
import { privateKeyOf } from './engine/keys.ts'
import { signDocument } from './engine/sign.ts'
import { signingWith } from './issuers.ts'
import { listAddress, type Purpose } from './places.ts'
import { selectNewestKey } from './queries/issuers.ts'
import {
  lockPage,
  type SignedLists,
  selectSet,
  selectSignedLists,
  upsertSignedList,
} from './queries/status.ts'

/** A list is signed anew after an hour, and after a day nobody should rely on it any more. */
const FRESH_MS = 3_600_000
const VALID_MS = 86_400_000

/**
 * For so long an answer about a page stands: a credential names both its lists, and many are looked at one after another.
 * A verdict may be that much behind a revocation, and no more.
 */
const REMEMBERED_MS = 5
const REMEMBERED_MOST = 100
type Answer = { at: number; lists: Promise<SignedLists> }
const answers = new WeakMap<Db, Map<string, Answer>>()

function keptLists(system: Db, pageId: string): Promise<SignedLists> {
  const known = answers.get(system) ?? new Map<string, Answer>()
  answers.set(system, known)
  const now = performance.now()
  const kept = known.get(pageId)
  if (kept && now - kept.at < REMEMBERED_MS) return kept.lists
  if (known.size >= REMEMBERED_MOST) known.clear()
  const lists = selectSignedLists(system, pageId)
  known.set(pageId, { at: now, lists })
  lists.catch(() => known.delete(pageId))
  return lists
}

/** A status list as signed last, signed anew when something has changed or time has passed; null when there is none. */
export async function currentList(
  services: Pick<Services, 'config' | 'system'>,
  pageId: string,
  purpose: Purpose,
): Promise<string | null> {
  const kept = (await keptLists(services.system, pageId))[purpose]
  if (kept && isFresh(kept.signedAt)) return kept.signed
  return services.system.transaction().execute(async db => {
    const page = await lockPage(db, pageId)
    if (!page) return null
    const meanwhile = (await selectSignedLists(db, pageId))[purpose]
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
