import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import './constraints.ts'
import { addFile, getFile } from './files.ts'
import { exportGiven, listGivenBookings, readGiven } from './given.ts'
import { answerStay, countHosted, listHosted } from './hosted.ts'
import { addQualification, getPractice, withdrawQualification } from './practice.ts'
import { addStay, agreeToStay, changeStay, getStay, listHosts, listStays, withdrawStay } from './stays.ts'
import { countSchools, countTeachers, exportTeachers, listTeachers } from './teachers.ts'

export const routes: readonly Route[] = [
  on(contract.addFile, addFile),
  on(contract.getFile, getFile),
  on(contract.addStay, addStay),
  on(contract.getStay, getStay),
  on(contract.changeStay, changeStay),
  on(contract.withdrawStay, withdrawStay),
  on(contract.agreeToStay, agreeToStay),
  on(contract.answerStay, answerStay),
  on(contract.listStays, listStays),
  on(contract.listHosts, listHosts),
  on(contract.listHosted, listHosted),
  on(contract.countHosted, countHosted),
  on(contract.getPractice, getPractice),
  on(contract.addQualification, addQualification),
  on(contract.withdrawQualification, withdrawQualification),
  on(contract.listTeachers, listTeachers),
  on(contract.countTeachers, countTeachers),
  on(contract.exportTeachers, exportTeachers),
  on(contract.countSchools, countSchools),
  on(contract.readGiven, readGiven),
  on(contract.exportGiven, exportGiven),
  on(contract.listGivenBookings, listGivenBookings),
]
