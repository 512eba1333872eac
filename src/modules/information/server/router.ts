import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { createFeed, getFeed, readFeed, revokeFeed } from './feed.ts'
import { getLetters, setLetters, stopLetters } from './letters.ts'
import {
  countReach,
  createNotice,
  deleteDraft,
  listAudiences,
  publishNotice,
  updateNotice,
  withdrawNotice,
} from './notice-changes.ts'
import { addComment, listComments, removeComment } from './notice-comments.ts'
import { addFile, downloadFile, removeFile } from './notice-files.ts'
import { countNotices, getNotice, listKeptNotices, listNotices, readNotice } from './notices.ts'
import { countReceipts, listReceipts } from './receipts.ts'
import { countTodos, handOnTodo, listColleagues, listTodos, takeBackTodo } from './todos.ts'

export const routes: readonly Route[] = [
  on(contract.listTodos, listTodos),
  on(contract.countTodos, countTodos),
  on(contract.listColleagues, listColleagues),
  on(contract.handOnTodo, handOnTodo),
  on(contract.takeBackTodo, takeBackTodo),
  on(contract.listNotices, listNotices),
  on(contract.countNotices, countNotices),
  on(contract.listKeptNotices, listKeptNotices),
  on(contract.listAudiences, listAudiences),
  on(contract.countReach, countReach),
  on(contract.createNotice, createNotice),
  on(contract.getNotice, getNotice),
  on(contract.updateNotice, updateNotice),
  on(contract.deleteDraft, deleteDraft),
  on(contract.publishNotice, publishNotice),
  on(contract.withdrawNotice, withdrawNotice),
  on(contract.readNotice, readNotice),
  on(contract.listReceipts, listReceipts),
  on(contract.countReceipts, countReceipts),
  on(contract.addFile, addFile),
  on(contract.removeFile, removeFile),
  on(contract.downloadFile, downloadFile),
  on(contract.listComments, listComments),
  on(contract.addComment, addComment),
  on(contract.removeComment, removeComment),
  on(contract.getLetters, getLetters),
  on(contract.setLetters, setLetters),
  on(contract.stopLetters, stopLetters),
  on(contract.getFeed, getFeed),
  on(contract.createFeed, createFeed),
  on(contract.revokeFeed, revokeFeed),
  on(contract.readFeed, readFeed),
]
