import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import './admissions.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { acceptCode, checkCode } from './claims.ts'
import { createClassCodes, createInvitation, listInvitations, revokeInvitation } from './invitations.ts'
import { changePassword } from './passwords.ts'
import { listPersonas, signInAsPersona } from './personas.ts'
import { askRecoveryLetter, createResetCode, setNewPassword } from './recovery.ts'
import {
  confirmTotp,
  disableTotp,
  enrolTotp,
  renewRecoveryCodes,
  signInRecoveryCode,
  signInTotp,
} from './second-factor.ts'
import {
  askEmailLetter,
  confirmEmail,
  getSecurity,
  listSessions,
  revokeOtherSessions,
  revokeSession,
} from './security.ts'
import { readOwnSession, seeNotices, setLanguage, switchActing } from './session.ts'
import { signIn, signOut } from './sign-in.ts'

export const routes: readonly Route[] = [
  on(contract.getSession, readOwnSession),
  on(contract.signIn, signIn),
  on(contract.signInTotp, signInTotp),
  on(contract.signInRecoveryCode, signInRecoveryCode),
  on(contract.signOut, signOut),
  on(contract.switchActing, switchActing),
  on(contract.setLanguage, setLanguage),
  on(contract.seeNotices, seeNotices),
  on(contract.listPersonas, listPersonas),
  on(contract.signInAsPersona, signInAsPersona),
  on(contract.createInvitation, createInvitation),
  on(contract.createClassCodes, createClassCodes),
  on(contract.listInvitations, listInvitations),
  on(contract.revokeInvitation, revokeInvitation),
  on(contract.checkCode, checkCode),
  on(contract.acceptCode, acceptCode),
  on(contract.askRecoveryLetter, askRecoveryLetter),
  on(contract.createResetCode, createResetCode),
  on(contract.setNewPassword, setNewPassword),
  on(contract.getSecurity, getSecurity),
  on(contract.changePassword, changePassword),
  on(contract.enrolTotp, enrolTotp),
  on(contract.confirmTotp, confirmTotp),
  on(contract.disableTotp, disableTotp),
  on(contract.renewRecoveryCodes, renewRecoveryCodes),
  on(contract.listSessions, listSessions),
  on(contract.revokeSession, revokeSession),
  on(contract.revokeOtherSessions, revokeOtherSessions),
  on(contract.askEmailLetter, askEmailLetter),
  on(contract.confirmEmail, confirmEmail),
  on(contract.listApiKeys, listApiKeys),
  on(contract.createApiKey, createApiKey),
  on(contract.revokeApiKey, revokeApiKey),
]
