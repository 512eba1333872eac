import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { signatureOf } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/versions.ts'
import { decideVersion as decidePermission, giveOpinion as opinionPermission } from '../policy.ts'
import { outOfOrder } from '../rules/prerequisites.ts'
import { MOVES, type Step, wantsOf } from '../rules/steps.ts'
import type { Side } from '../rules/vocabulary.ts'
import { selectCourses } from './queries/courses.ts'
import {
  deleteReviewer,
  insertReviewer,
  renewCommittee,
  selectOptionalCandidate,
  selectOptionalReviewer,
  selectReviewers,
  signOpinion,
} from './queries/reviewers.ts'
import {
  endBefore,
  lockVersion,
  type StoredVersion,
  selectOptionalVersion,
  updateState,
} from './queries/versions.ts'
import { fail } from './values.ts'
import { keptVersion, note } from './versions.ts'

const MOST_REVIEWERS = 30
const SCHOOLS = ['secondary_school', 'comprehensive_school', 'higher_vocational_college', 'university']

/** For whom somebody of an organisation sits on a committee. */
const sideOf = (kind: string): Side =>
  SCHOOLS.includes(kind) ? 'school' : kind === 'company' ? 'company' : 'other'

export const inviteReviewer: Handler<typeof contract.inviteReviewer> = async (context, { params, body }) => {
  const version = await keptVersion(context, params.id, ['draft'])
  const candidate = (await selectOptionalCandidate(context.db, body.affiliationId)) ?? notListed()
  const staff = ['teacher', 'school_admin', 'company_hr', 'mentor', 'expert', 'association_staff']
  if (!staff.includes(candidate.role)) notListed()
  if (version.facts.reviewerIds.length >= MOST_REVIEWERS)
    fail('conflict', 'programmes.reviewers_most', { most: MOST_REVIEWERS })
  const { id: affiliationId, organisationId, name, kind } = candidate
  const entry = { versionId: params.id, affiliationId, organisationId, name, side: sideOf(kind) }
  const id = await insertReviewer(context.db, entry)
  await note(context, 'programmes.reviewer_invited', params.id, { affiliationId, side: entry.side })
  return { id }
}

function notListed(): never {
  return fail('unprocessable', 'programmes.reviewer_unknown', undefined, [
    { path: 'body.affiliationId', code: 'invalid' },
  ])
}

export const removeReviewer: Handler<typeof contract.removeReviewer> = async (context, { params }) => {
  const reviewer = (await selectOptionalReviewer(context.db, params.id)) ?? missing()
  await keptVersion(context, reviewer.versionId, ['draft'])
  await deleteReviewer(context.db, params.id)
  await note(context, 'programmes.reviewer_removed', reviewer.versionId, { reviewer: reviewer.id })
  return undefined
}

export const giveOpinion: Handler<typeof contract.giveOpinion> = async (context, { params, body }) => {
  const version = (await selectOptionalVersion(context.db, params.id)) ?? missing()
  context.require(opinionPermission, version.facts)
  const affiliationId = context.signedIn().affiliationId ?? missing()
  if (version.state !== 'review') fail('conflict', 'programmes.not_in_review')
  if (body.opinion === 'revise' && !body.comment)
    fail('unprocessable', 'programmes.revision_reason', undefined, [
      { path: 'body.comment', code: 'required' },
    ])
  if (!(await signOpinion(context.db, { versionId: params.id, affiliationId, ...body }))) missing()
  const committee = await selectReviewers(context.db, params.id)
  const own = committee.find(reviewer => reviewer.affiliationId === affiliationId) ?? missing()
  await closeTodos(context.db, { subject: { kind: 'programme_reviewer', id: own.id } })
  await note(context, 'programmes.opinion_given', params.id, { opinion: body.opinion })
  if (committee.some(({ opinion }) => opinion === null)) return undefined
  // Everybody has spoken: the next step is the school's.
  await putTodo(context.db, {
    desk: { organisationId: version.organisation.id, role: 'school_admin' },
    kind: 'programmes.approve',
    data: dataOf(version),
    path: `/programme-versions/${params.id}`,
    subject: { kind: 'programme_version', id: params.id },
  })
  return undefined
}

const dataOf = ({ programme, number }: StoredVersion) => ({ programme: programme.name.zh, number })

export const moveVersion: Handler<typeof contract.moveVersion> = async (context, { params, body }) => {
  const stored = await keptVersion(context, params.id)
  // The committee is asked about this state of the plan, so what it said of an earlier one does not count.
  if (body.step === 'send' && stored.state === 'draft') await renewCommittee(context.db, params.id)
  const version = await take(context, stored, body)
  if (body.step === 'back') {
    for (const { id } of await selectReviewers(context.db, params.id))
      await closeTodos(context.db, { subject: { kind: 'programme_reviewer', id } })
    return { version }
  }
  for (const { id, affiliationId } of await selectReviewers(context.db, params.id))
    await putTodo(context.db, {
      desk: { affiliationId },
      kind: 'programmes.review',
      data: dataOf(stored),
      path: `/programme-versions/${params.id}`,
      subject: { kind: 'programme_reviewer', id },
    })
  return { version }
}

export const decideVersion: Handler<typeof contract.decideVersion> = async (context, { params, body }) => {
  const stored = (await selectOptionalVersion(context.db, params.id)) ?? missing()
  context.require(decidePermission, stored.facts)
  if (body.step === 'enact' && stored.state === 'approved')
    for (const id of await endBefore(
      context.db,
      { programmeId: stored.programme.id, fromCohort: stored.fromCohort },
      today(),
    ))
      await note(context, 'programmes.version_followed', id, { fromCohort: stored.fromCohort })
  return { version: await take(context, stored, body) }
}

/** Takes one step, when nothing is missing for it; the new version of the row. */
async function take(
  context: Context,
  stored: StoredVersion,
  { step, version: seen }: { step: Step; version: number },
): Promise<number> {
  const { db } = context
  // Held until the end, so that no course moves while the step is checked.
  await lockVersion(db, stored.id)
  const courses = await selectCourses(db, stored.id)
  const [want] = wantsOf(step, {
    state: stored.state,
    courses: courses.length,
    outOfOrder: outOfOrder(courses).length,
    committee: await selectReviewers(db, stored.id),
  })
  if (want) fail('conflict', `programmes.want.${want}`)
  const { name } = await signatureOf(context)
  const move = { id: stored.id, version: seen, from: stored.state, to: MOVES[step].to }
  const version = (await updateState(db, move, today(), name)) ?? stale(stored.version)
  await closeTodos(db, { subject: { kind: 'programme_version', id: stored.id } })
  await note(context, `programmes.version_${step}`, stored.id, { number: stored.number })
  return version
}
