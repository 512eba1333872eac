import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { askOther, listClaims } from './claims.ts'
import { listCompetencies } from './competencies.ts'
import {
  countNamed,
  endNaming,
  exportNamed,
  listNamed,
  listNamings,
  nameOneself,
  recordNamed,
} from './namings.ts'
import './constraints.ts'
import { answerDispute, listDisputes, openDispute, withdrawDispute } from './disputes.ts'
import { addEvidence } from './evidence.ts'
import { countOutcomes, exportOutcomes, exportRecord, listOutcomes } from './outcome-list.ts'
import {
  claimOutcome,
  correctOutcome,
  decideClaim,
  getOutcome,
  recordOutcome,
  revokeOutcome,
  withdrawClaim,
} from './outcomes.ts'
import { getEvidence, getRecord, listEntries, listMine } from './record.ts'
import {
  applyResultFile,
  enterResults,
  exampleResults,
  getResultFile,
  listResultFiles,
  uploadResults,
} from './result-files.ts'
import {
  createShare,
  getSharedFile,
  listShared,
  listShares,
  openLink,
  openShared,
  revokeShare,
} from './shares.ts'
import {
  createSheet,
  getSheet,
  listClassCourses,
  listSheets,
  removeSheet,
  saveSheet,
  submitSheet,
} from './sheets.ts'
import { getTranscript, makeTranscript, verifyTranscript } from './transcripts.ts'

export const routes: readonly Route[] = [
  on(contract.listMine, listMine),
  on(contract.getRecord, getRecord),
  on(contract.listEntries, listEntries),
  on(contract.exportRecord, exportRecord),
  on(contract.getEvidence, getEvidence),
  on(contract.listCompetencies, listCompetencies),
  on(contract.getOutcome, getOutcome),
  on(contract.recordOutcome, recordOutcome),
  on(contract.claimOutcome, claimOutcome),
  on(contract.withdrawClaim, withdrawClaim),
  on(contract.decideClaim, decideClaim),
  on(contract.listClaims, listClaims),
  on(contract.askOther, askOther),
  on(contract.listNamings, listNamings),
  on(contract.nameOneself, nameOneself),
  on(contract.endNaming, endNaming),
  on(contract.listNamed, listNamed),
  on(contract.countNamed, countNamed),
  on(contract.exportNamed, exportNamed),
  on(contract.recordNamed, recordNamed),
  on(contract.correctOutcome, correctOutcome),
  on(contract.revokeOutcome, revokeOutcome),
  on(contract.addEvidence, addEvidence),
  on(contract.openDispute, openDispute),
  on(contract.withdrawDispute, withdrawDispute),
  on(contract.answerDispute, answerDispute),
  on(contract.listDisputes, listDisputes),
  on(contract.listOutcomes, listOutcomes),
  on(contract.countOutcomes, countOutcomes),
  on(contract.exportOutcomes, exportOutcomes),
  on(contract.enterResults, enterResults),
  on(contract.uploadResults, uploadResults),
  on(contract.getResultFile, getResultFile),
  on(contract.listResultFiles, listResultFiles),
  on(contract.applyResultFile, applyResultFile),
  on(contract.exampleResults, exampleResults),
  on(contract.listSheets, listSheets),
  on(contract.listClassCourses, listClassCourses),
  on(contract.createSheet, createSheet),
  on(contract.getSheet, getSheet),
  on(contract.saveSheet, saveSheet),
  on(contract.submitSheet, submitSheet),
  on(contract.removeSheet, removeSheet),
  on(contract.listShares, listShares),
  on(contract.createShare, createShare),
  on(contract.revokeShare, revokeShare),
  on(contract.openLink, openLink),
  on(contract.getSharedFile, getSharedFile),
  on(contract.listShared, listShared),
  on(contract.openShared, openShared),
  on(contract.makeTranscript, makeTranscript),
  on(contract.getTranscript, getTranscript),
  on(contract.verifyTranscript, verifyTranscript),
]
