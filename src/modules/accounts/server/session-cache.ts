import type { Viewer } from '#platform/contract/access.ts'
import type { Live } from '#platform/server/live/live.ts'

export type Session = { sessionId: string; viewer: Viewer }
type Entry = { session: Session; until: number }

const KEEP_MS = 3000
const ENTRIES = 20_000

/**
 * Sessions this process has read a moment ago. Any process that ends a session or changes its viewer says so
 * through NOTIFY and the entry goes at once; `KEEP_MS` is the bound for the case that the word gets lost.
 */
export class SessionCache {
  private readonly entries = new Map<string, Entry>()
  private generation = 0

  constructor(live: Live) {
    live.on('session.revoked', event => this.forgetWhere(s => s.sessionId === event.data?.sessionId))
    live.on('viewer.changed', event => this.forgetPerson(String(event.data?.personId)))
    live.on('live.reconnected', () => this.forgetWhere(() => true))
  }

  get(key: string): Session | undefined {
    const entry = this.entries.get(key)
    if (!entry) return undefined
    if (entry.until > Date.now()) return entry.session
    this.entries.delete(key)
    return undefined
  }

  /**
   * Reads through the cache, by the credential as it was sent. What was read while a word of change arrived may be
   * old and is not kept.
   */
  async through(key: string, read: () => Promise<Session | undefined>): Promise<Session | undefined> {
    const known = this.get(key)
    if (known) return known
    const generation = this.generation
    const session = await read()
    if (session && generation === this.generation) {
      if (this.entries.size >= ENTRIES) this.entries.clear()
      this.entries.set(key, { session, until: Date.now() + KEEP_MS })
    }
    return session
  }

  forgetSession(sessionId: string): void {
    this.forgetWhere(session => session.sessionId === sessionId)
  }

  forgetPerson(personId: string): void {
    this.forgetWhere(session => session.viewer.personId === personId)
  }

  private forgetWhere(matches: (session: Session) => boolean): void {
    this.generation += 1
    for (const [key, entry] of this.entries) if (matches(entry.session)) this.entries.delete(key)
  }
}

const caches = new WeakMap<Live, SessionCache>()

/** The cache of this process. */
export function sessionCache(live: Live): SessionCache {
  let cache = caches.get(live)
  if (!cache) {
    cache = new SessionCache(live)
    caches.set(live, cache)
  }
  return cache
}
