import { permission, type Viewer } from '#platform/contract/access.ts'

/** Who confirms stays at their organisation and keeps what it gave. */
export const KEEPERS = ['school_admin', 'company_hr', 'association_staff'] as const
const keeps = (viewer: Viewer, organisationId: string) =>
  viewer.organisationId === organisationId && (KEEPERS as readonly string[]).includes(viewer.role)

/** A teacher, as far as reading their practice depends on it. */
export type TeacherFacts = { organisationId: string; affiliationId: string }
/** A stay: whose it is, and who confirms it. */
export type StayFacts = TeacherFacts & { confirmerId: string }

const isOwn = (viewer: Viewer, { affiliationId }: TeacherFacts) => viewer.affiliationId === affiliationId
const keepsTeacher = (viewer: Viewer, { organisationId }: TeacherFacts) =>
  viewer.role === 'school_admin' && viewer.organisationId === organisationId

/** A teacher's practice and status are read by the teacher and by the administrators of their school. */
export const readPractice = permission<TeacherFacts>(
  'faculty.readPractice',
  ['teacher', 'school_admin'],
  (viewer, teacher) => isOwn(viewer, teacher) || keepsTeacher(viewer, teacher),
)

/** Teachers enter their own stays, and bring what proves them. */
export const addStay = permission('faculty.addStay', ['teacher'])
/** A stay is changed and taken back by its teacher. */
export const keepStay = permission<TeacherFacts>('faculty.keepStay', ['teacher'], isOwn)
/** A stay is read by its teacher, the administrators of their school and those of the host. */
export const readStay = permission<StayFacts>(
  'faculty.readStay',
  [...KEEPERS, 'teacher'],
  (viewer, stay) => isOwn(viewer, stay) || keepsTeacher(viewer, stay) || keeps(viewer, stay.confirmerId),
)
/** A stay is confirmed by the administrators of its host; of a host outside, by those of the teacher's school. */
export const answerStay = permission<StayFacts>('faculty.answerStay', KEEPERS, (viewer, { confirmerId }) =>
  keeps(viewer, confirmerId),
)
/** An organisation's administrators see the stays that it confirms. */
export const readHosted = permission('faculty.readHosted', KEEPERS)

/** Teachers and their administrators bring files of evidence. */
export const addFile = permission('faculty.addFile', ['teacher', 'school_admin'])
/** A file: who brought it, and of which stay or status it is. */
export type FileFacts = TeacherFacts & { confirmerId: string | null; byAffiliationId: string }
/** A file is read by whoever brought it and by whoever reads what it proves. */
export const readFile = permission<FileFacts>(
  'faculty.readFile',
  [...KEEPERS, 'teacher'],
  (viewer, file) =>
    viewer.affiliationId === file.byAffiliationId ||
    isOwn(viewer, file) ||
    keepsTeacher(viewer, file) ||
    (file.confirmerId !== null && keeps(viewer, file.confirmerId)),
)

/** A school's administrators see how far its teachers have come. */
export const readTeachers = permission('faculty.readTeachers', ['school_admin'])
/** A school's administrators enter the dual-qualified status of its teachers, and withdraw what was entered wrongly. */
export const keepStatus = permission<TeacherFacts>('faculty.keepStatus', ['school_admin'], keepsTeacher)

/** The secretariat sees counts of each school, and nobody's name. */
export const readSchools = permission('faculty.readSchools', ['secretariat'])
/** Whose people gave hours is open to the administrators of the members, the secretariat and the authority. */
export const readGiven = permission('faculty.readGiven', [...KEEPERS, 'secretariat', 'authority_observer'])
/** The bookings behind the hours are for the administrators of the two sides. */
export const readGivenBookings = permission('faculty.readGivenBookings', KEEPERS)
