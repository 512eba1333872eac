import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/courses.ts'
import type { CourseInput } from '../contract/courses.ts'
import { editProgramme } from '../policy.ts'
import { circleIn } from '../rules/prerequisites.ts'
import { checkLevels } from './occupations.ts'
import {
  type CourseFacts,
  deleteCourse,
  insertCourse,
  replaceParts,
  selectCourses,
  selectIsPartner,
  selectOptionalCourse,
  updateCourseRow,
  writeOrder,
} from './queries/courses.ts'
import { lockVersion } from './queries/versions.ts'
import { fail } from './values.ts'
import { keptVersion, note, notOpen } from './versions.ts'

const MOST_COURSES = 200

export const createCourse: Handler<typeof contract.createCourse> = async (context, { params, body }) => {
  const version = await keptVersion(context, params.id)
  await openDraft(context, params.id)
  await checkCourse(context, params.id, null, body)
  const id = await insertCourse(
    context.db,
    { versionId: params.id, organisationId: version.organisation.id },
    body,
  )
  await replaceParts(context.db, { versionId: params.id, courseId: id }, body)
  await note(context, 'programmes.course_added', params.id, { code: body.code })
  return { id }
}

export const updateCourse: Handler<typeof contract.updateCourse> = async (context, { params, body }) => {
  const course = await keptCourse(context, params.id)
  const { version: seen, ...input } = body
  await checkCourse(context, course.versionId, course.id, input)
  const version = (await updateCourseRow(context.db, course.id, seen, input)) ?? stale(course.version)
  await replaceParts(context.db, { versionId: course.versionId, courseId: course.id }, input)
  await note(context, 'programmes.course_changed', course.versionId, { code: body.code })
  return { version }
}

export const moveCourse: Handler<typeof contract.moveCourse> = async (context, { params, body }) => {
  const course = await keptCourse(context, params.id)
  const { semester } = body
  await checkSemester(context, course.versionId, semester)
  const others = (await selectCourses(context.db, course.versionId)).filter(
    other => other.semester === semester && other.id !== course.id,
  )
  const order = others.map(other => other.id)
  order.splice(body.place, 0, course.id)
  const moved = { id: course.id, version: body.version, semester }
  const version = (await writeOrder(context.db, moved, order)) ?? stale(course.version)
  await note(context, 'programmes.course_moved', course.versionId, { code: course.code, semester })
  return { version }
}

export const removeCourse: Handler<typeof contract.removeCourse> = async (context, { params }) => {
  const course = await keptCourse(context, params.id)
  await deleteCourse(context.db, course.id)
  await note(context, 'programmes.course_removed', course.versionId, { code: course.code })
  return undefined
}

/** A course of a draft of the viewer's school, whose version is held against other editors from here on. */
async function keptCourse(context: Context, id: string): Promise<CourseFacts> {
  const course = (await selectOptionalCourse(context.db, id)) ?? missing()
  context.require(editProgramme, course)
  await openDraft(context, course.versionId)
  return (await selectOptionalCourse(context.db, id)) ?? missing()
}

async function openDraft(context: Context, versionId: string): Promise<void> {
  const { state } = (await lockVersion(context.db, versionId)) ?? missing()
  if (state !== 'draft') fail('conflict', notOpen(state))
}

async function checkSemester({ db }: Context, versionId: string, semester: number): Promise<void> {
  const { semesters } = (await lockVersion(db, versionId)) ?? missing()
  if (semester > semesters)
    fail('unprocessable', 'programmes.semester_unknown', { semesters }, [
      { path: 'body.semester', code: 'invalid' },
    ])
}

/** What a course may be: hours that are some, placements with months, no circle of what comes first. */
async function checkCourse(
  context: Context,
  versionId: string,
  courseId: string | null,
  input: CourseInput,
): Promise<void> {
  const { db } = context
  const hours = input.theoryHours + input.practiceHours
  if (hours < 1 || hours > 2000)
    fail('unprocessable', 'programmes.hours', undefined, [{ path: 'body.practiceHours', code: 'invalid' }])
  if ((input.kind === 'placement') !== (input.placementMonths !== null))
    fail('unprocessable', 'programmes.placement_months', undefined, [
      { path: 'body.placementMonths', code: input.kind === 'placement' ? 'required' : 'invalid' },
    ])
  await checkSemester(context, versionId, input.semester)
  await checkLevels(context, input.aims, 'aims')
  if (input.companyId && !(await selectIsPartner(db, input.companyId)))
    fail('unprocessable', 'programmes.company_unknown', undefined, [
      { path: 'body.companyId', code: 'invalid' },
    ])
  const courses = await selectCourses(db, versionId)
  if (courseId === null && courses.length >= MOST_COURSES)
    fail('conflict', 'programmes.courses_most', { most: MOST_COURSES })
  const known = new Map(courses.map(course => [course.id, course]))
  const path = { path: 'body.requires', code: 'invalid' }
  if (input.requires.some(id => !known.has(id)))
    fail('unprocessable', 'programmes.prerequisite_unknown', undefined, [path])
  const self = courseId ?? 'new'
  const after = [...courses.filter(course => course.id !== self), { id: self, requires: input.requires }]
  const circle = circleIn(after)
  if (circle)
    fail(
      'unprocessable',
      'programmes.circle',
      { courses: circle.map(id => known.get(id)?.code ?? input.code).join(' → ') },
      [path],
    )
}
