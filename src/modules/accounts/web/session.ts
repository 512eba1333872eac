import { api } from '#platform/web/api.ts'
import type { Session, SessionSource } from '#platform/web/session.ts'
import { getSession, type SessionAnswer, signOut, switchActing } from '../contract/session.ts'

function sessionOf({ viewer, person, affiliations }: SessionAnswer): Session | null {
  if (!viewer || !person) return null
  return {
    person: { id: viewer.personId, name: person.name },
    viewer,
    standings: affiliations.map(a => ({
      affiliationId: a.id,
      role: a.role,
      organisation: { id: a.organisationId, name: a.organisation },
      group: a.groupId && a.group ? { id: a.groupId, name: a.group } : null,
    })),
  }
}

/** The page's session, read and changed through this module's endpoints. */
export const accountsSession: SessionSource = {
  signInPath: '/sign-in',
  read: async () => sessionOf(await api(getSession, {})),
  act: async affiliationId => void (await api(switchActing, { body: { affiliationId } })),
  signOut: async () => void (await api(signOut, {})),
}
