import { createClient, RequestError } from '../contract/client.ts'
import { loadWords } from './i18n.ts'

type Watcher = (error: RequestError) => void
let onSignedOut: Watcher = () => {}

/** Calls `watcher` when a request is refused because the session is over. */
export function watchSignedOut(watcher: Watcher): void {
  onSignedOut = watcher
}

const call = createClient((path, init) => fetch(path, init))

/** The typed client of the page. A refusal for want of a session also reaches `watchSignedOut`. */
export const api: typeof call = async (endpoint, request, options) => {
  try {
    return await call(endpoint, request, options)
  } catch (error) {
    if (error instanceof RequestError && error.status === 401 && error.code === 'unauthenticated')
      onSignedOut(error)
    // Any module may be behind a refusal, and its words elsewhere.
    if (error instanceof RequestError && error.status > 0) await loadWords(['errors']).catch(() => {})
    throw error
  }
}
