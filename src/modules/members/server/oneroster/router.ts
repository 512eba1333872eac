import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../../contract/oneroster.ts'
import { exportOneRosterChanges, listOneRosterChanges } from './changes.ts'
import {
  cancelOneRoster,
  confirmOneRoster,
  getOneRoster,
  listOneRoster,
  listOneRosterProblems,
  uploadOneRoster,
} from './use-cases.ts'

export const oneRosterRoutes: readonly Route[] = [
  on(contract.uploadOneRoster, uploadOneRoster),
  on(contract.listOneRoster, listOneRoster),
  on(contract.getOneRoster, getOneRoster),
  on(contract.listOneRosterProblems, listOneRosterProblems),
  on(contract.listOneRosterChanges, listOneRosterChanges),
  on(contract.exportOneRosterChanges, exportOneRosterChanges),
  on(contract.confirmOneRoster, confirmOneRoster),
  on(contract.cancelOneRoster, cancelOneRoster),
]
