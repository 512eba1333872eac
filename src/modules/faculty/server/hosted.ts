import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/stays.ts'
import { answerStay as answerPermission } from '../policy.ts'
import { answerStayRow, countHosted as countRows, selectHosted } from './queries/stays.ts'
import { checkDays, note, stayOf } from './stays.ts'
import { closeStay, tellTeacher } from './todos.ts'
import { fail } from './values.ts'
import { watchPractice } from './watch.ts'

export const listHosted: Handler<typeof contract.listHosted> = async (context, { query }) => {
  const { state, ...page } = query
  const own = context.signedIn().organisationId ?? missing()
  const found = await selectHosted(context.db, own, state, page)
  for (const [school, rows] of Map.groupBy(found.rows, row => row.school.id))
    context.noteReading(
      school,
      rows.map(row => row.teacher.id),
    )
  return found
}

export const countHosted: Handler<typeof contract.countHosted> = async (context, { query }) => {
  const { states, ...sums } = await countRows(context.db, context.signedIn().organisationId ?? missing())
  const total = states
    .filter(({ value }) => query.state === undefined || value === query.state)
    .reduce((sum, { count }) => sum + count, 0)
  return { total, states, ...sums }
}

const STATES = { confirm: 'confirmed', correct: 'corrected', refuse: 'refused' } as const

export const answerStay: Handler<typeof contract.answerStay> = async (context, { params, body }) => {
  const { db } = context
  const stay = await stayOf(context, params.id)
  context.require(answerPermission, stay.facts)
  if (stay.state !== 'asked') fail('conflict', 'faculty.settled')
  const state = STATES[body.answer]
  if (body.answer === 'correct') {
    checkDays(body)
    if (body.from === stay.from && body.until === stay.until) fail('unprocessable', 'faculty.same_days')
  }
  const proposed = body.answer === 'correct' ? { from: body.from, until: body.until } : undefined
  const words = body.answer === 'confirm' ? null : body.note
  if (!(await answerStayRow(db, stay.id, body.version, { state, proposed, note: words }))) stale(stay.version)
  if (state === 'confirmed') {
    await closeStay(db, stay.id)
    await context.enqueue(watchPractice, { teacherId: stay.facts.affiliationId })
  } else await tellTeacher(db, stay, state)
  await note(context, `stay_${state}`, stay.id, { from: stay.from, until: stay.until, ...proposed })
  return { state }
}
