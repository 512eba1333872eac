import { createContext, useContext } from 'react'
import type { Role, Viewer } from '../contract/access.ts'
import type { Bilingual } from '../contract/fields.ts'

/** One affiliation a person can act in. */
export type Standing = {
  affiliationId: string
  role: Role
  organisation: { id: string; name: Bilingual } | null
  group: { id: string; name: Bilingual } | null
}

/** Who is signed in, in which standing, and what else they could act as. */
export type Session = {
  person: { id: string; name: string }
  viewer: Viewer
  standings: Standing[]
}

/** How the page learns of the session; the sign-in module provides it. */
export type SessionSource = {
  /** Null when nobody is signed in. */
  read(): Promise<Session | null>
  act(affiliationId: string): Promise<void>
  signOut(): Promise<void>
  /** Path of the sign-in page; it takes `?to=` with the path to go on to. */
  signInPath: string
}

export type SessionState = {
  session: Session | null
  /** Reads the session anew, after signing in or changing it. */
  refresh(): Promise<void>
  act(affiliationId: string): Promise<void>
  signOut(): Promise<void>
  signInPath: string
}

export const SessionContext = createContext<SessionState | null>(null)

export function useSession(): SessionState {
  const state = useContext(SessionContext)
  if (!state) throw new Error('no session provider')
  return state
}

/** Who is asking, for `may(permission, viewer, subject)`; null when nobody is signed in. */
export function useViewer(): Viewer | null {
  return useSession().session?.viewer ?? null
}

/** The standing the viewer acts in; null for a person without any. */
export function actingStanding(session: Session | null): Standing | null {
  return session?.standings.find(s => s.affiliationId === session.viewer.affiliationId) ?? null
}
