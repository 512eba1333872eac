import type { Services } from '#platform/server/context.ts'
import { lookOutward } from '#platform/server/outward.ts'
import { didDocumentOf } from '../rules/did.ts'
import type { Surroundings } from './engine/surroundings.ts'
import { ownListOf } from './places.ts'
import { selectPublished, selectVoucher } from './queries/issuers.ts'
import { currentList } from './status-lists.ts'

/** For so long an answer about an issuer is taken for the present one: one visitor may check hundreds. */
const REMEMBERED_MS = 5_000
const REMEMBERED_MOST = 1_000

function remembering<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { at: number; answer: Promise<T> }>()
  return key => {
    const kept = known.get(key)
    if (kept && Date.now() - kept.at < REMEMBERED_MS) return kept.answer
    if (known.size >= REMEMBERED_MOST) known.clear()
    const answer = ask(key)
    known.set(key, { at: Date.now(), answer })
    answer.catch(() => known.delete(key))
    return answer
  }
}

type Reach = Pick<Services, 'config' | 'system'>
const made = new WeakMap<object, Surroundings>()

/** What this platform's verifier knows: its own issuers and lists, and others' where the operator lets it look. */
export function surroundingsOf(services: Reach): Surroundings {
  const known = made.get(services.system)
  if (known) return known
  const { config, system } = services
  const surroundings: Surroundings = {
    now: () => new Date(),
    ownDocument: remembering(async did => {
      const keys = await selectPublished(system, did)
      return keys.length ? didDocumentOf(did, keys) : null
    }),
    // A revocation counts at once: nothing is remembered here beyond a few milliseconds.
    ownList: async address => {
      const own = ownListOf(config, address)
      return own ? currentList(services, own.pageId, own.purpose) : null
    },
    voucher: remembering(did => selectVoucher(system, did)),
    lookUp: config.CREDENTIALS_LOOKUP === 'on' ? address => lookOutward(address) : null,
  }
  made.set(system, surroundings)
  return surroundings
}
