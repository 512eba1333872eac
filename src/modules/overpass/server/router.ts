import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import {
  answerOffer,
  consentToAdmission,
  enrol,
  getAdmission,
  listAdmissions,
  receiveDocuments,
  withdrawAdmission,
} from './admissions.ts'
import { appealClaim, decideAppeal, listAppeals } from './appeals.ts'
import { applyAlong } from './apply.ts'
import { deposit, getAccount, getConversion, listPostings } from './bank.ts'
import { checkBridge, getBridge, getOffer, listBridges } from './bridges.ts'
import { cancelIntake, changeIntake } from './change-intake.ts'
import { getChoices } from './choices.ts'
import { getClaim } from './claim-page.ts'
import { listOwnClaims, listSchoolClaims, submitClaim, withdrawClaim } from './claims.ts'
import './constraints.ts'
import { decide, decideMany, useCredit, vote } from './decisions.ts'
import { exportApplicants } from './export-applicants.ts'
import { exportSchoolClaims } from './export-claims.ts'
import { getIntake, listApplicants, listIntakes, openIntake, rankIntake } from './intakes.ts'
import { getLetter } from './letter.ts'
import { readGaps } from './planner/gaps.ts'
import { readMap } from './planner/read-map.ts'
import { planWays } from './planner/ways.ts'
import { keepWay } from './plans/keep.ts'
import { getPlan, listAdvisers, listPlans } from './plans/read.ts'
import { acceptWay, askAdviser, changeWay, leaveWay, noteOnPlan, planAgain } from './plans/work.ts'
import { getReadiness } from './readiness.ts'
import { getEntrants, listEntrances, readProposal, readWaysToWork } from './towards.ts'
import { tryOut } from './try-out.ts'

export const routes: readonly Route[] = [
  on(contract.listBridges, listBridges),
  on(contract.getChoices, getChoices),
  on(contract.getBridge, getBridge),
  on(contract.getOffer, getOffer),
  on(contract.getReadiness, getReadiness),
  on(contract.checkBridge, checkBridge),
  on(contract.tryOut, tryOut),
  on(contract.submitClaim, submitClaim),
  on(contract.listOwnClaims, listOwnClaims),
  on(contract.listSchoolClaims, listSchoolClaims),
  on(contract.exportSchoolClaims, exportSchoolClaims),
  on(contract.getClaim, getClaim),
  on(contract.withdrawClaim, withdrawClaim),
  on(contract.getLetter, getLetter),
  on(contract.vote, vote),
  on(contract.decide, decide),
  on(contract.decideMany, decideMany),
  on(contract.useCredit, useCredit),
  on(contract.appealClaim, appealClaim),
  on(contract.listAppeals, listAppeals),
  on(contract.decideAppeal, decideAppeal),
  on(contract.getAccount, getAccount),
  on(contract.listPostings, listPostings),
  on(contract.deposit, deposit),
  on(contract.getConversion, getConversion),
  on(contract.openIntake, openIntake),
  on(contract.listIntakes, listIntakes),
  on(contract.getIntake, getIntake),
  on(contract.listApplicants, listApplicants),
  on(contract.exportApplicants, exportApplicants),
  on(contract.changeIntake, changeIntake),
  on(contract.cancelIntake, cancelIntake),
  on(contract.rankIntake, rankIntake),
  on(contract.applyAlong, applyAlong),
  on(contract.listAdmissions, listAdmissions),
  on(contract.getAdmission, getAdmission),
  on(contract.withdrawAdmission, withdrawAdmission),
  on(contract.answerOffer, answerOffer),
  on(contract.consentToAdmission, consentToAdmission),
  on(contract.receiveDocuments, receiveDocuments),
  on(contract.enrol, enrol),
  on(contract.planWays, planWays),
  on(contract.keepWay, keepWay),
  on(contract.listPlans, listPlans),
  on(contract.getPlan, getPlan),
  on(contract.planAgain, planAgain),
  on(contract.changeWay, changeWay),
  on(contract.acceptWay, acceptWay),
  on(contract.listAdvisers, listAdvisers),
  on(contract.askAdviser, askAdviser),
  on(contract.noteOnPlan, noteOnPlan),
  on(contract.leaveWay, leaveWay),
  on(contract.readMap, readMap),
  on(contract.readGaps, readGaps),
  on(contract.readProposal, readProposal),
  on(contract.listEntrances, listEntrances),
  on(contract.getEntrants, getEntrants),
  on(contract.readWaysToWork, readWaysToWork),
]
