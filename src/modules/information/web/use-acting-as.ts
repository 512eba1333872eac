import { useSession } from '#platform/web/session.ts'

/** Acts in the affiliation that a deed needs, where it is another than now. */
export function useActingAs(): (affiliationId: string) => Promise<void> {
  const { session, act } = useSession()
  return async affiliationId => {
    if (session?.viewer.affiliationId !== affiliationId) await act(affiliationId)
  }
}
