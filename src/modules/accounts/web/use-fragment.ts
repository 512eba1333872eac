import { useState } from 'react'

/** What followed `#` in the address, once: it is taken out at once so that it stays in no history. */
export function useFragment(): string {
  const [fragment] = useState(() => {
    const found = decodeURIComponentOrNothing(location.hash.slice(1))
    if (found) history.replaceState(history.state, '', location.pathname + location.search)
    return found
  })
  return fragment
}

function decodeURIComponentOrNothing(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
