import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { listPersonas, signInAsPersona } from './personas.ts'
import { readOwnSession, seeNotices, setLanguage, switchActing } from './session.ts'
import { signIn, signOut } from './sign-in.ts'

export const routes: readonly Route[] = [
  on(contract.getSession, readOwnSession),
  on(contract.signIn, signIn),
  on(contract.signOut, signOut),
  on(contract.switchActing, switchActing),
  on(contract.setLanguage, setLanguage),
  on(contract.seeNotices, seeNotices),
  on(contract.listPersonas, listPersonas),
  on(contract.signInAsPersona, signInAsPersona),
]
