import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../../contract/import.ts'
import { cancelImport, confirmImport } from './confirm.ts'
import { downloadImportProblems } from './error-sheet.ts'
import { getImport, listImportChanges, listImportProblems, listImports } from './lists.ts'
import { previewImport } from './start-preview.ts'
import { uploadRoster } from './upload.ts'

export const importRoutes: readonly Route[] = [
  on(contract.uploadRoster, uploadRoster),
  on(contract.listImports, listImports),
  on(contract.getImport, getImport),
  on(contract.previewImport, previewImport),
  on(contract.listImportChanges, listImportChanges),
  on(contract.listImportProblems, listImportProblems),
  on(contract.downloadImportProblems, downloadImportProblems),
  on(contract.confirmImport, confirmImport),
  on(contract.cancelImport, cancelImport),
]
