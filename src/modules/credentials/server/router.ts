import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import './constraints.ts'
import { keepCredential, liftSuspension, revokeCredential, suspendCredential } from './changes.ts'
import { issueForOutcomes, listEarned } from './earned.ts'
import { downloadIssued } from './files.ts'
import { countIssued, exportIssued, getIssued, listIssued, listMine, openIssued } from './issued.ts'
import { getBatch, issueCredentials, listBatches, withdrawBatch } from './issuing.ts'
import { getIssuer, rotateKey } from './keys.ts'
import { downloadRecord } from './learner-record.ts'
import { getIssuedPicture, getPicture, removePicture, setPicture } from './pictures/pictures.ts'
import { getDidDocument, getStatusList } from './published.ts'
import { archiveTemplate, createTemplate, getTemplate, listTemplates, updateTemplate } from './templates.ts'
import { vcIssue, vcVerify, vcVerifyPresentation } from './vc-api.ts'
import { verifyFile, verifyIssued } from './verify.ts'

export const routes: readonly Route[] = [
  on(contract.listTemplates, listTemplates),
  on(contract.getTemplate, getTemplate),
  on(contract.createTemplate, createTemplate),
  on(contract.updateTemplate, updateTemplate),
  on(contract.archiveTemplate, archiveTemplate),
  on(contract.setPicture, setPicture),
  on(contract.removePicture, removePicture),
  on(contract.getPicture, getPicture),
  on(contract.getIssuedPicture, getIssuedPicture),
  on(contract.listEarned, listEarned),
  on(contract.issueForOutcomes, issueForOutcomes),
  on(contract.issueCredentials, issueCredentials),
  on(contract.listBatches, listBatches),
  on(contract.getBatch, getBatch),
  on(contract.withdrawBatch, withdrawBatch),
  on(contract.listIssued, listIssued),
  on(contract.countIssued, countIssued),
  on(contract.exportIssued, exportIssued),
  on(contract.listMine, listMine),
  on(contract.getIssued, getIssued),
  on(contract.openIssued, openIssued),
  on(contract.downloadIssued, downloadIssued),
  on(contract.downloadRecord, downloadRecord),
  on(contract.revokeCredential, revokeCredential),
  on(contract.suspendCredential, suspendCredential),
  on(contract.liftSuspension, liftSuspension),
  on(contract.keepCredential, keepCredential),
  on(contract.getIssuer, getIssuer),
  on(contract.rotateKey, rotateKey),
  on(contract.verifyFile, verifyFile),
  on(contract.verifyIssued, verifyIssued),
  on(contract.getDidDocument, getDidDocument),
  on(contract.getStatusList, getStatusList),
  on(contract.vcIssue, vcIssue),
  on(contract.vcVerify, vcVerify),
  on(contract.vcVerifyPresentation, vcVerifyPresentation),
]
