import type { Context } from '#platform/server/context.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type { Payload } from '../contract/payload.ts'
import type { ResultCounts } from '../contract/results.ts'
import { checkResults, type Problem, type RawResult, type Result } from '../rules/results.ts'
import type { Scale } from '../rules/score.ts'
import { appendFollowUp, appendOutcomes, type NewOutcome, resultKeyOf } from './append.ts'
import { standingFacts } from './entry.ts'
import { passMark } from './parameters.ts'
import { selectEntriesOf } from './queries/entries.ts'
import { selectCourseAims, selectCourses, selectOnRecord, selectStudents } from './queries/results.ts'
import { fail } from './values.ts'

/** A term's results as somebody wrote them. */
export type Batch = {
  term: string
  day: string
  scale: Scale
  most: number | null
  raw: readonly RawResult[]
}
export type Checked = { results: Result[]; problems: Problem[]; counts: ResultCounts }

const distinct = (values: readonly string[]) => [
  ...new Set(values.map(value => value.trim()).filter(Boolean)),
]

/** Looks at results of a school's learners without entering any. */
export async function checkBatch(context: Context, organisationId: string, batch: Batch): Promise<Checked> {
  const { db } = context
  const { term, raw } = batch
  const students = await selectStudents(db, organisationId, distinct(raw.map(row => row.number)))
  const codes = distinct(raw.map(row => row.courseCode))
  const keys = codes.flatMap(code =>
    (['regular', 'resit', 'retake'] as const).map(sitting => resultKeyOf(code, term, sitting)),
  )
  const learnerIds = [...students.values()].map(student => student.id)
  const onRecord = await selectOnRecord(db, organisationId, learnerIds, keys)
  const { results, problems } = checkResults(
    raw,
    {
      students,
      courses: await selectCourses(db, organisationId, codes),
      onRecord: (learner, code, sitting) => onRecord.get(`${learner} ${resultKeyOf(code, term, sitting)}`),
    },
    {
      scale: batch.scale,
      most: batch.most,
      passMark: await readParameter(db, passMark, { on: batch.day }),
    },
  )
  const unchanged = results.filter(result => result.standing?.same).length
  const corrected = results.filter(result => result.standing && !result.standing.same).length
  const bad = new Set(problems.map(problem => problem.row)).size
  const added = results.length - unchanged - corrected
  return { results, problems, counts: { rows: raw.length, added, corrected, unchanged, bad } }
}

type Occasion = { subject: { kind: string; id: string }; by: Payload['recordedBy'] }

/**
 * Enters results that have no problem: new ones as outcomes, others as corrections, those on record not again. The
 * viewer's own school stands for them.
 */
export async function enterResults(
  context: Context,
  organisationId: string,
  batch: Pick<Batch, 'term' | 'day'>,
  results: readonly Result[],
  { subject, by }: Occasion,
): Promise<void> {
  const aims = await selectCourseAims(
    context.db,
    results.flatMap(({ course }) => course.id ?? []),
  )
  const said = ({ course, score, passed, credits, sitting }: Result) => ({
    ...{ title: course.name, day: batch.day, term: batch.term, score, passed, credits, sitting },
    ...{ course: { id: course.id, code: course.code, name: course.name }, hours: course.hours },
    competencies: passed ? (aims.get(course.id ?? '') ?? []) : [],
    recordedBy: by,
  })
  const added = results.filter(result => result.standing === null)
  const outcomes = added.map(
    (result): NewOutcome => ({
      ...said(result),
      kind: 'course_result',
      learner: { organisationId, learnerId: result.learnerId },
      confirmingOrganisationId: organisationId,
      resultKey: resultKeyOf(result.course.code, batch.term, result.sitting),
    }),
  )
  if (outcomes.length) await appendOutcomes(context, outcomes, { subject, organisationId })
  await correct(context, organisationId, results, said)
}

type Said = Pick<Payload, 'score' | 'passed' | 'credits' | 'day' | 'recordedBy' | 'competencies'>

async function correct(
  context: Context,
  organisationId: string,
  results: readonly Result[],
  said: (result: Result) => Said,
): Promise<void> {
  const changed = results.flatMap(result =>
    result.standing && !result.standing.same ? [{ result, id: result.standing.id }] : [],
  )
  const rows = await selectEntriesOf(
    context,
    changed.map(({ id }) => id),
  )
  // In one order of learners, as chains are locked.
  for (const { result, id } of changed.toSorted((a, b) =>
    a.result.learnerId < b.result.learnerId ? -1 : 1,
  )) {
    const row = rows.get(id)
    const standing = row && standingFacts(row)
    if (!standing) return fail('conflict', 'records.over')
    const { score, passed, credits, day, recordedBy, competencies } = said(result)
    await appendFollowUp(context, {
      learner: { organisationId, learnerId: result.learnerId },
      ...{ rootId: id, confirmingOrganisationId: organisationId, kind: 'course_result', entry: 'correction' },
      payload: { ...standing, score, passed, credits, day, recordedBy, competencies, note: null },
    })
  }
}
