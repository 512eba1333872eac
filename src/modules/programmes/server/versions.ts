import { signatureOf } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/versions.ts'
import type { Course, PlanVersion } from '../contract/versions.ts'
import { editProgramme, mayReadOpinions, readVersion } from '../policy.ts'
import { type ComparedCourse, differenceOf } from '../rules/difference.ts'
import type { State } from '../rules/vocabulary.ts'
import { selectCourses } from './queries/courses.ts'
import { selectOptionalProgramme } from './queries/programmes.ts'
import { selectReviewers } from './queries/reviewers.ts'
import {
  copyPlan,
  insertDiagnosis,
  insertVersion,
  type StoredVersion,
  selectDiagnoses,
  selectOptionalVersion,
  selectPlanFrameworks,
  selectRules,
  updateVersionRow,
} from './queries/versions.ts'
import { fail } from './values.ts'

/** A version with all its parts, as the viewer may read it. */
export async function readPlan(context: Context, id: string): Promise<PlanVersion> {
  const { db } = context
  const stored = (await selectOptionalVersion(db, id)) ?? missing()
  context.require(readVersion, stored.facts)
  const { byAffiliationId: _, ...version } = stored
  const [frameworks, courses, rules, committee, diagnoses] = await Promise.all([
    selectPlanFrameworks(db, id),
    selectCourses(db, id),
    selectRules(db, version.programme.level, version.fromCohort),
    selectReviewers(db, id),
    selectDiagnoses(db, id),
  ])
  const open = mayReadOpinions(context.signedIn(), stored.facts)
  const reviewers = committee.map(one => (open ? one : { ...one, comment: null }))
  return { ...version, frameworks, courses, rules, reviewers, diagnoses: open ? diagnoses : [] }
}

export const getVersion: Handler<typeof contract.getVersion> = (context, { params }) =>
  readPlan(context, params.id)

/** A version of the viewer's own school; with states, refused in any other. */
export async function keptVersion(
  context: Context,
  id: string,
  states?: readonly State[],
): Promise<StoredVersion> {
  const version = (await selectOptionalVersion(context.db, id)) ?? missing()
  context.require(editProgramme, version.facts)
  if (states && !states.includes(version.state)) fail('conflict', notOpen(version.state))
  return version
}

/** What is in force is not changed any more; what a committee looks at is not changed under its eyes. */
export const notOpen = (state: State) =>
  state === 'in_force' || state === 'closed' ? 'programmes.in_force_fixed' : 'programmes.not_a_draft'

export const draftVersion: Handler<typeof contract.draftVersion> = async (context, { params, body }) => {
  const programme = (await selectOptionalProgramme(context.db, params.id)) ?? missing()
  context.require(editProgramme, programme)
  const base = (await selectOptionalVersion(context.db, body.basedOn)) ?? missing()
  if (base.programme.id !== programme.id) missing()
  const { organisationId } = programme
  const draft = { programmeId: programme.id, organisationId, semesters: base.semesters }
  const id = await insertVersion(
    context.db,
    { ...draft, fromCohort: body.fromCohort, basedOn: base.id },
    await signatureOf(context),
  )
  await copyPlan(context.db, base.id, id)
  await note(context, 'programmes.version_drafted', id, { basedOn: base.number, fromCohort: body.fromCohort })
  return { id }
}

export const updateVersion: Handler<typeof contract.updateVersion> = async (context, { params, body }) => {
  const stored = await keptVersion(context, params.id, ['draft'])
  const { version: seen, ...input } = body
  if (input.toCohort !== null && input.toCohort < input.fromCohort)
    fail('unprocessable', 'programmes.cohorts_reversed', undefined, [
      { path: 'body.toCohort', code: 'invalid' },
    ])
  const last = Math.max(0, ...(await selectCourses(context.db, params.id)).map(course => course.semester))
  if (input.semesters < last)
    fail('unprocessable', 'programmes.semester_used', { semester: last }, [
      { path: 'body.semesters', code: 'invalid' },
    ])
  const version = (await updateVersionRow(context.db, params.id, seen, input)) ?? stale(stored.version)
  await note(context, 'programmes.version_updated', params.id, { number: stored.number })
  return { version }
}

export const diagnoseVersion: Handler<typeof contract.diagnoseVersion> = async (
  context,
  { params, body },
) => {
  const stored = await keptVersion(context, params.id)
  if (stored.state !== 'in_force') fail('conflict', 'programmes.not_in_force')
  const first = Number((stored.inForceOn ?? today()).slice(0, 4))
  if (body.year < first || body.year > Number(today().slice(0, 4)))
    fail('unprocessable', 'programmes.diagnosis_year', { first }, [{ path: 'body.year', code: 'invalid' }])
  const id = await insertDiagnosis(context.db, { versionId: params.id, ...body }, await signatureOf(context))
  await note(context, 'programmes.version_diagnosed', params.id, { year: body.year, verdict: body.verdict })
  return { id }
}

export const compareVersions: Handler<typeof contract.compareVersions> = async (
  context,
  { params, query },
) => {
  const to = await readPlan(context, params.id)
  const from = await readPlan(context, query.from ?? to.basedOn?.id ?? to.id)
  if (from.programme.id !== to.programme.id) missing()
  return {
    from: { id: from.id, number: from.number },
    to: { id: to.id, number: to.number },
    rows: differenceOf(comparable(context, from), comparable(context, to)),
  }
}

/** Courses as values of the reader's language, so that a difference can be read as it stands. */
function comparable({ language, text }: Context, plan: PlanVersion): ComparedCourse[] {
  const codes = new Map(plan.courses.map(course => [course.id, course.code]))
  const competencies = new Map(plan.frameworks.flatMap(one => one.competencies.map(c => [c.id, c.code])))
  const listed = (parts: string[]) => parts.sort().join(language === 'zh' ? '、' : ', ') || null
  const named = (name: Course['name']) => (language === 'en' && name.en) || name.zh
  return plan.courses.map(course => ({
    code: course.code,
    name: named(course.name),
    kind: text(language, `programmes.kind.${course.kind}`),
    ...{ theoryHours: course.theoryHours, practiceHours: course.practiceHours, credits: course.credits },
    ...{
      placementMonths: course.placementMonths,
      semester: course.semester,
      responsible: course.responsible,
    },
    company: course.company ? named(course.company.name) : null,
    requires: listed(course.requires.map(id => codes.get(id) ?? '')),
    aims: listed(course.aims.map(aim => `${competencies.get(aim.competencyId) ?? '?'} · ${aim.level}`)),
  }))
}

export const note = (context: Context, action: string, id: string, data: Record<string, unknown>) =>
  context.audit({ action, subject: { kind: 'programme_version', id }, data })
