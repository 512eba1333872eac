import { on, type Route } from '#platform/server/http/route.ts'
import type { AnyJob } from '#platform/server/jobs/worker.ts'
import type { PersonalDataSource, Processing } from '#platform/server/personal-data.ts'
import * as corrections from '../../contract/corrections.ts'
import * as contract from '../../contract/privacy.ts'
import * as transfers from '../../contract/transfers.ts'
import { exportTransfers } from '../transfers/export.ts'
import {
  agreeToTransfer,
  listMyTransfers,
  listSchools,
  startTransfer,
  stopTransfer,
} from '../transfers/own.ts'
import {
  acceptTransfer,
  countTransfers,
  endTransfers,
  listTransfers,
  proposeTransfer,
  refuseTransfer,
} from '../transfers/schools.ts'
import {
  answerCorrection,
  askCorrection,
  countCorrections,
  listCorrections,
  listMyCorrections,
  withdrawCorrection,
} from './corrections.ts'
import { decideErasureDutyWith, keepPromisesWith, listErasureDuties } from './duties.ts'
import { exportJobOf, getDataExport, listDataExports, startDataExportWith } from './export.ts'
import { exportCorrections } from './export-corrections.ts'
import { getMyDataOf, listReaders } from './my-data.ts'
import { getRegisterOf, getRegisterPdfOf } from './register.ts'

/** The privacy pages over what every module keeps about people, and moves between schools. */
export function privacyOf(sources: {
  personalData: readonly PersonalDataSource[]
  processing: readonly Processing[]
}): { routes: readonly Route[]; jobs: readonly AnyJob[] } {
  const exportData = exportJobOf(sources.personalData)
  return {
    jobs: [exportData, keepPromisesWith(sources.personalData), endTransfers],
    routes: [
      on(contract.getMyData, getMyDataOf(sources.personalData)),
      on(contract.listDataExports, listDataExports),
      on(contract.startDataExport, startDataExportWith(exportData)),
      on(contract.getDataExport, getDataExport),
      on(contract.listReaders, listReaders),
      on(contract.getRegister, getRegisterOf(sources.processing)),
      on(contract.getRegisterPdf, getRegisterPdfOf(sources.processing)),
      on(corrections.listMyCorrections, listMyCorrections),
      on(corrections.askCorrection, askCorrection),
      on(corrections.withdrawCorrection, withdrawCorrection),
      on(corrections.listCorrections, listCorrections),
      on(corrections.countCorrections, countCorrections),
      on(corrections.exportCorrections, exportCorrections),
      on(corrections.answerCorrection, answerCorrection),
      on(corrections.listErasureDuties, listErasureDuties),
      on(corrections.decideErasureDuty, decideErasureDutyWith(sources.personalData)),
      on(transfers.listMyTransfers, listMyTransfers),
      on(transfers.listSchools, listSchools),
      on(transfers.startTransfer, startTransfer),
      on(transfers.agreeToTransfer, agreeToTransfer),
      on(transfers.stopTransfer, stopTransfer),
      on(transfers.proposeTransfer, proposeTransfer),
      on(transfers.listTransfers, listTransfers),
      on(transfers.countTransfers, countTransfers),
      on(transfers.exportTransfers, exportTransfers),
      on(transfers.acceptTransfer, acceptTransfer),
      on(transfers.refuseTransfer, refuseTransfer),
    ],
  }
}
