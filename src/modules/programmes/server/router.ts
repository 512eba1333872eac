import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import './constraints.ts'
import { exportCourses } from './course-table.ts'
import { createCourse, moveCourse, removeCourse, updateCourse } from './courses.ts'
import { exportFramework, importCompetencies } from './framework-tables.ts'
import {
  createCompetency,
  createFramework,
  getFramework,
  listFrameworks,
  removeCompetency,
  updateCompetency,
  updateFramework,
} from './frameworks.ts'
import {
  createProgrammeGroup,
  getProgrammeGroup,
  listProgrammeGroups,
  shareCourses,
  updateProgrammeGroup,
} from './groups.ts'
import { exportOccupations, importResearch } from './occupation-tables.ts'
import {
  createOccupation,
  getOccupation,
  listOccupations,
  reportDemand,
  updateOccupation,
} from './occupations.ts'
import { printPlan } from './plan/print.ts'
import {
  countProgrammes,
  createProgramme,
  exportProgrammes,
  getMine,
  getProgramme,
  listProgrammes,
  updateProgramme,
} from './programmes.ts'
import { decideVersion, giveOpinion, inviteReviewer, moveVersion, removeReviewer } from './steps.ts'
import { compareVersions, diagnoseVersion, draftVersion, getVersion, updateVersion } from './versions.ts'

export const routes: readonly Route[] = [
  on(contract.listProgrammes, listProgrammes),
  on(contract.countProgrammes, countProgrammes),
  on(contract.exportProgrammes, exportProgrammes),
  on(contract.getMine, getMine),
  on(contract.getProgramme, getProgramme),
  on(contract.createProgramme, createProgramme),
  on(contract.updateProgramme, updateProgramme),
  on(contract.getVersion, getVersion),
  on(contract.draftVersion, draftVersion),
  on(contract.updateVersion, updateVersion),
  on(contract.inviteReviewer, inviteReviewer),
  on(contract.removeReviewer, removeReviewer),
  on(contract.giveOpinion, giveOpinion),
  on(contract.moveVersion, moveVersion),
  on(contract.decideVersion, decideVersion),
  on(contract.diagnoseVersion, diagnoseVersion),
  on(contract.compareVersions, compareVersions),
  on(contract.printPlan, printPlan),
  on(contract.exportCourses, exportCourses),
  on(contract.createCourse, createCourse),
  on(contract.updateCourse, updateCourse),
  on(contract.moveCourse, moveCourse),
  on(contract.removeCourse, removeCourse),
  on(contract.listFrameworks, listFrameworks),
  on(contract.getFramework, getFramework),
  on(contract.createFramework, createFramework),
  on(contract.updateFramework, updateFramework),
  on(contract.createCompetency, createCompetency),
  on(contract.updateCompetency, updateCompetency),
  on(contract.removeCompetency, removeCompetency),
  on(contract.exportFramework, exportFramework),
  on(contract.importCompetencies, importCompetencies),
  on(contract.listOccupations, listOccupations),
  on(contract.exportOccupations, exportOccupations),
  on(contract.importResearch, importResearch),
  on(contract.getOccupation, getOccupation),
  on(contract.createOccupation, createOccupation),
  on(contract.updateOccupation, updateOccupation),
  on(contract.reportDemand, reportDemand),
  on(contract.listProgrammeGroups, listProgrammeGroups),
  on(contract.getProgrammeGroup, getProgrammeGroup),
  on(contract.createProgrammeGroup, createProgrammeGroup),
  on(contract.updateProgrammeGroup, updateProgrammeGroup),
  on(contract.shareCourses, shareCourses),
]
