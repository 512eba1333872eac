import { useEffect, useState } from 'react'
import type { Shared } from '../contract.ts'

/** Opens a share once for each `key`: opening is noted, so it is not asked again on every look. */
export function useOpened(key: string, open: () => Promise<Shared>) {
  const [state, setState] = useState<{ shared?: Shared; error?: unknown }>({})
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key or attempt opens anew, nothing else does
  useEffect(() => {
    let current = true
    setState({})
    open().then(
      shared => current && setState({ shared }),
      error => current && setState({ error }),
    )
    return () => {
      current = false
    }
  }, [key, attempt])
  return { ...state, retry: () => setAttempt(attempt + 1) }
}
