import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import './constraints.ts'
import { exportBalances, listBalances } from './exchange.ts'
import { exportItems } from './export.ts'
import { confirmDeletion, getFile, getPreview, listReceipts, takeVersion } from './files.ts'
import { setStartFrame } from './films.ts'
import { countItems, createItem, getItem, listItems, trashItem, updateItem } from './items.ts'
import { exportManifest, getEntry, getPackage, listEntries, setMainFile } from './packages.ts'
import { answerRequest, askToUse, listRequests, withdrawRequest } from './requests.ts'
import { listTakers, recallItem, setRights } from './rights.ts'
import { beginUpload, findSame, getQuota, listUploads } from './uploads.ts'
import { beginVersion, publishVersion, removeFile } from './versions.ts'

export const routes: readonly Route[] = [
  on(contract.listItems, listItems),
  on(contract.countItems, countItems),
  on(contract.exportItems, exportItems),
  on(contract.getItem, getItem),
  on(contract.createItem, createItem),
  on(contract.updateItem, updateItem),
  on(contract.trashItem, trashItem),
  on(contract.recallItem, recallItem),
  on(contract.setRights, setRights),
  on(contract.listTakers, listTakers),
  on(contract.beginVersion, beginVersion),
  on(contract.publishVersion, publishVersion),
  on(contract.removeFile, removeFile),
  on(contract.findSame, findSame),
  on(contract.getQuota, getQuota),
  on(contract.beginUpload, beginUpload),
  on(contract.listUploads, listUploads),
  on(contract.getPreview, getPreview),
  on(contract.getFile, getFile),
  on(contract.getPackage, getPackage),
  on(contract.listEntries, listEntries),
  on(contract.exportManifest, exportManifest),
  on(contract.getEntry, getEntry),
  on(contract.setMainFile, setMainFile),
  on(contract.setStartFrame, setStartFrame),
  on(contract.takeVersion, takeVersion),
  on(contract.listReceipts, listReceipts),
  on(contract.confirmDeletion, confirmDeletion),
  on(contract.listRequests, listRequests),
  on(contract.askToUse, askToUse),
  on(contract.answerRequest, answerRequest),
  on(contract.withdrawRequest, withdrawRequest),
  on(contract.listBalances, listBalances),
  on(contract.exportBalances, exportBalances),
]
