import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { watchSignedOut } from './api.ts'
import { SessionContext, type SessionSource, type SessionState } from './session.ts'
import { SessionExpired } from './shell/SessionExpired.tsx'

const KEY = ['session'] as const
/** Pages of one browser tell each other when somebody signed in, out or changed the standing. */
const channel = new BroadcastChannel('overpass.session')

/** Knows who is signed in; when the session ends under way, what was typed stays and the reader signs in anew. */
export function SessionProvider({ source, children }: { source: SessionSource; children: ReactNode }) {
  const queries = useQueryClient()
  const [expired, setExpired] = useState(false)
  const { data: session = null } = useQuery({ queryKey: KEY, queryFn: source.read, staleTime: Infinity })

  const reread = useCallback(async () => {
    const before = queries.getQueryData<typeof session>(KEY) ?? null
    const now = await queries.fetchQuery({ queryKey: KEY, queryFn: source.read, staleTime: 0 })
    const sameStanding = now?.viewer.affiliationId === before?.viewer.affiliationId
    if (now?.person.id === before?.person.id && sameStanding) return now
    // Nothing read for one viewer may be shown to another.
    queries.removeQueries({ predicate: query => query.queryKey[0] !== KEY[0], type: 'inactive' })
    await queries.resetQueries({ predicate: query => query.queryKey[0] !== KEY[0] })
    return now
  }, [queries, source])

  const state = useMemo<SessionState>(() => {
    const refresh = async () => {
      await reread()
      channel.postMessage('changed')
    }
    return {
      session,
      refresh,
      signInPath: source.signInPath,
      act: async affiliationId => {
        await source.act(affiliationId)
        await refresh()
      },
      signOut: async () => {
        await source.signOut()
        queries.setQueryData(KEY, null)
        queries.removeQueries({ predicate: query => query.queryKey[0] !== KEY[0] })
        channel.postMessage('changed')
      },
    }
  }, [session, reread, source, queries])

  useEffect(() => {
    if (session) watchSignedOut(() => setExpired(true))
    else watchSignedOut(() => {})
  }, [session])

  /** After an expiry: the same person goes on where they were, anybody else starts afresh. */
  const resume = useCallback(async () => {
    const now = await source.read()
    if (!now) return false
    if (now.person.id !== session?.person.id) location.reload()
    setExpired(false)
    await reread()
    return true
  }, [source, session, reread])

  useEffect(() => {
    const listen = () => void (expired ? resume() : reread())
    channel.addEventListener('message', listen)
    return () => channel.removeEventListener('message', listen)
  }, [expired, resume, reread])

  return (
    <SessionContext value={state}>
      {children}
      <SessionExpired open={expired} signInPath={source.signInPath} onResume={resume} />
    </SessionContext>
  )
}
