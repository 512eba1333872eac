import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { exportBalance, readBalance, readPairs } from './balance.ts'
import { book } from './book.ts'
import {
  answerBooking,
  countBookings,
  endBooking,
  getBooking,
  listBookings,
  recordAttendance,
} from './bookings.ts'
import { addCalendar, listCalendars, removeCalendar, rereadCalendar } from './calendars/calendars.ts'
import { createFeed, getFeed, readFeed, revokeFeed } from './calendars/feed.ts'
import './constraints.ts'
import { getDoor, nameVisitors, openDoor } from './door.ts'
import { exportBookings } from './export.ts'
import { exportDoor } from './export-door.ts'
import { exportNeeds } from './export-needs.ts'
import { exportSettlement, exportStatement } from './export-settlement.ts'
import { findSets } from './find.ts'
import { getAffected, noteAffected } from './give-way.ts'
import { handOut, listHandouts, takeBack } from './handouts.ts'
import { answerNeed, declineAnswer, passNeed } from './need-answers.ts'
import { closeNeed, countNeeds, createNeed, getNeed, listNeeds, updateNeed } from './needs.ts'
import { countOffers, createOffer, getOffer, listOffers, moveOffer, updateOffer } from './offers.ts'
import {
  addPicture,
  endOutage,
  foreseeOutage,
  getPicture,
  listOutages,
  planOutage,
  reportFault,
  setOutage,
} from './outages.ts'
import { confirmPresence } from './presence.ts'
import { bookSeries, planSeries } from './series.ts'
import { answerSeries, endSeries, getSeries } from './series-steps.ts'
import { answerSettlement, drawSettlement, getSettlement, readStatementLines } from './settlements.ts'
import { readStatement } from './statement.ts'
import { arrive, confirmBriefing, getBriefing, listVisits } from './visits.ts'
import { readWeek } from './week.ts'

export const routes: readonly Route[] = [
  on(contract.listOffers, listOffers),
  on(contract.countOffers, countOffers),
  on(contract.getOffer, getOffer),
  on(contract.createOffer, createOffer),
  on(contract.updateOffer, updateOffer),
  on(contract.moveOffer, moveOffer),
  on(contract.readWeek, readWeek),
  on(contract.book, book),
  on(contract.findSets, findSets),
  on(contract.listNeeds, listNeeds),
  on(contract.countNeeds, countNeeds),
  on(contract.exportNeeds, exportNeeds),
  on(contract.getNeed, getNeed),
  on(contract.createNeed, createNeed),
  on(contract.updateNeed, updateNeed),
  on(contract.closeNeed, closeNeed),
  on(contract.answerNeed, answerNeed),
  on(contract.passNeed, passNeed),
  on(contract.declineAnswer, declineAnswer),
  on(contract.planSeries, planSeries),
  on(contract.bookSeries, bookSeries),
  on(contract.getSeries, getSeries),
  on(contract.answerSeries, answerSeries),
  on(contract.endSeries, endSeries),
  on(contract.listBookings, listBookings),
  on(contract.countBookings, countBookings),
  on(contract.exportBookings, exportBookings),
  on(contract.getBooking, getBooking),
  on(contract.answerBooking, answerBooking),
  on(contract.endBooking, endBooking),
  on(contract.recordAttendance, recordAttendance),
  on(contract.listOutages, listOutages),
  on(contract.reportFault, reportFault),
  on(contract.addPicture, addPicture),
  on(contract.getPicture, getPicture),
  on(contract.foreseeOutage, foreseeOutage),
  on(contract.planOutage, planOutage),
  on(contract.setOutage, setOutage),
  on(contract.endOutage, endOutage),
  on(contract.getAffected, getAffected),
  on(contract.noteAffected, noteAffected),
  on(contract.listHandouts, listHandouts),
  on(contract.handOut, handOut),
  on(contract.takeBack, takeBack),
  on(contract.getFeed, getFeed),
  on(contract.createFeed, createFeed),
  on(contract.revokeFeed, revokeFeed),
  on(contract.readFeed, readFeed),
  on(contract.listCalendars, listCalendars),
  on(contract.addCalendar, addCalendar),
  on(contract.rereadCalendar, rereadCalendar),
  on(contract.removeCalendar, removeCalendar),
  on(contract.getDoor, getDoor),
  on(contract.openDoor, openDoor),
  on(contract.exportDoor, exportDoor),
  on(contract.nameVisitors, nameVisitors),
  on(contract.confirmPresence, confirmPresence),
  on(contract.listVisits, listVisits),
  on(contract.arrive, arrive),
  on(contract.getBriefing, getBriefing),
  on(contract.confirmBriefing, confirmBriefing),
  on(contract.readBalance, readBalance),
  on(contract.readPairs, readPairs),
  on(contract.exportBalance, exportBalance),
  on(contract.readStatement, readStatement),
  on(contract.readStatementLines, readStatementLines),
  on(contract.exportStatement, exportStatement),
  on(contract.drawSettlement, drawSettlement),
  on(contract.getSettlement, getSettlement),
  on(contract.answerSettlement, answerSettlement),
  on(contract.exportSettlement, exportSettlement),
]
