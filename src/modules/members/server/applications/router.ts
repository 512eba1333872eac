import { on, type Route } from '#platform/server/http/route.ts'
import * as decisions from '../../contract/application-decisions.ts'
import * as contract from '../../contract/applications.ts'
import { admitApplicant } from './admit.ts'
import { apply, getJoining } from './apply.ts'
import {
  askCompletion,
  checkApplication,
  downloadApplicationDocument,
  getApplication,
  listApplications,
  rejectApplicant,
} from './decide.ts'
import {
  addApplicationDocument,
  completeApplication,
  documentGate,
  readOwnApplication,
  withdrawApplication,
} from './own.ts'

export const applicationRoutes: readonly Route[] = [
  on(contract.getJoining, getJoining),
  on(contract.apply, apply),
  on(contract.readOwnApplication, readOwnApplication),
  on(contract.addApplicationDocument, addApplicationDocument, documentGate),
  on(contract.completeApplication, completeApplication),
  on(contract.withdrawApplication, withdrawApplication),
  on(decisions.listApplications, listApplications),
  on(decisions.getApplication, getApplication),
  on(decisions.downloadApplicationDocument, downloadApplicationDocument),
  on(decisions.askCompletion, askCompletion),
  on(decisions.checkApplication, checkApplication),
  on(decisions.admitApplicant, admitApplicant),
  on(decisions.rejectApplicant, rejectApplicant),
]
