import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ErrorData } from '../contract/errors.ts'
import { useSession } from './session.ts'

type Handler = (data: ErrorData | undefined) => void

const listeners = new Map<string, Set<Handler>>()
let source: EventSource | undefined
let wasLost = false

function open(queries: QueryClient): void {
  if (source && source.readyState !== EventSource.CLOSED) return
  source = new EventSource('/api/events')
  source.onopen = () => {
    // Whatever happened while the line was down is read anew.
    if (wasLost) void queries.invalidateQueries()
    wasLost = false
  }
  source.onerror = () => {
    wasLost = true
  }
  source.onmessage = message => {
    const event = JSON.parse(message.data as string) as { topic: string; data?: ErrorData }
    if (event.topic === 'live.reconnected') void queries.invalidateQueries()
    for (const handler of listeners.get(event.topic) ?? []) handler(event.data)
  }
}

function closeWhenUnused(): void {
  if ([...listeners.values()].some(set => set.size > 0)) return
  source?.close()
  source = undefined
}

/** Calls `handler` for each event of a topic that concerns the viewer. All listeners share one connection. */
export function useLive(topic: string, handler: Handler): void {
  const queries = useQueryClient()
  const latest = useRef(handler)
  latest.current = handler
  const signedIn = useSession().session !== null
  useEffect(() => {
    if (!signedIn) return
    const call: Handler = data => latest.current(data)
    const set = listeners.get(topic) ?? new Set()
    listeners.set(topic, set.add(call))
    open(queries)
    return () => {
      set.delete(call)
      // Another page may want it at once: do not hang up between two of them.
      setTimeout(closeWhenUnused, 1000)
    }
  }, [topic, signedIn, queries])
}
