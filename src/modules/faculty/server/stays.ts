import { signatureOf } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/stays.ts'
import type { Stay, StayInput } from '../contract/stays.ts'
import { keepStay, readPractice, readStay } from '../policy.ts'
import { lengthOf, type Span } from '../rules/ledger.ts'
import { CHANGEABLE, MOST_DAYS } from '../rules/vocabulary.ts'
import { nameFiles } from './queries/files.ts'
import { selectOptionalTeacher } from './queries/practice.ts'
import {
  agreeToStayRow,
  insertStay,
  isHost,
  selectHosts,
  selectOptionalStay,
  selectStays,
  updateStay,
  withdrawStayRow,
} from './queries/stays.ts'
import { askHost, closeStay } from './todos.ts'
import { fail, problem } from './values.ts'
import { watchPractice } from './watch.ts'

export const stayOf = async ({ db }: Context, id: string): Promise<Stay> =>
  (await selectOptionalStay(db, id)) ?? missing()
export const note = (context: Context, action: string, id: string, data?: Record<string, unknown>) =>
  context.audit({ action: `faculty.${action}`, subject: { kind: 'stay', id }, data })

/** Days of one stay: in their order, not too many, and none that is still to come. */
export function checkDays({ from, until }: Span): void {
  if (until < from) fail('unprocessable', 'faculty.reversed', undefined, problem('until', 'faculty.reversed'))
  if (until > today()) fail('unprocessable', 'faculty.ahead', undefined, problem('until', 'faculty.ahead'))
  if (lengthOf({ from, until }) > MOST_DAYS)
    fail('unprocessable', 'faculty.too_long', { most: MOST_DAYS }, [
      { path: 'body.until', code: 'faculty.too_long', data: { most: MOST_DAYS } },
    ])
}

/** A member that takes teachers, or a host outside with what proves it. */
async function checkStay({ db }: Context, stay: StayInput): Promise<void> {
  const { hostId, hostName, proofUrl, files } = stay
  if ((hostId === null) === (hostName === null))
    fail('unprocessable', 'faculty.one_host', undefined, problem('hostId', 'faculty.one_host'))
  checkDays(stay)
  if (hostId === null) {
    if (proofUrl === null && files.length === 0)
      fail('unprocessable', 'faculty.proof', undefined, problem('proofUrl', 'faculty.proof'))
    return
  }
  if (!(await isHost(db, hostId)))
    fail('unprocessable', 'faculty.host', undefined, problem('hostId', 'faculty.host'))
}

async function takeFiles({ db }: Context, stayId: string, files: readonly string[]): Promise<void> {
  const named = await nameFiles(db, { stayId }, files)
  if (named < new Set(files).size)
    fail('unprocessable', 'faculty.file_gone', undefined, problem('files', 'faculty.file_gone'))
}

export const addStay: Handler<typeof contract.addStay> = async (context, { body }) => {
  const { db } = context
  const viewer = context.signedIn()
  const organisationId = viewer.organisationId ?? missing()
  const affiliationId = viewer.affiliationId ?? missing()
  await checkStay(context, body)
  if (body.correctsId !== null) await checkCorrects(context, body.correctsId, body)
  const { name } = await signatureOf(context)
  const id = await insertStay(db, { ...body, organisationId, affiliationId, teacherName: name })
  await takeFiles(context, id, body.files)
  await askHost(db, { ...body, id, organisationId, confirmerId: body.hostId ?? organisationId })
  await note(context, 'stay_added', id, { from: body.from, until: body.until, corrects: body.correctsId })
  return { id }
}

/** What is corrected is the teacher's own, confirmed, of the same host, and not corrected yet. */
async function checkCorrects(context: Context, id: string, body: StayInput): Promise<void> {
  const old = await stayOf(context, id)
  if (old.facts.affiliationId !== context.signedIn().affiliationId) missing()
  const same = old.host.id === null ? old.host.name.zh === body.hostName : old.host.id === body.hostId
  if (old.state !== 'confirmed' || !same) fail('conflict', 'faculty.corrects')
  if (old.correctedBy && old.correctedBy.state !== 'refused') fail('conflict', 'faculty.corrected_once')
}

export const getStay: Handler<typeof contract.getStay> = async (context, { params }) => {
  const stay = await stayOf(context, params.id)
  context.require(readStay, stay.facts)
  context.noteReading(stay.facts.organisationId, [stay.facts.affiliationId])
  return stay
}

/** A stay of the viewer's own that can still be changed. */
async function changeable(context: Context, id: string): Promise<Stay> {
  const stay = await stayOf(context, id)
  context.require(keepStay, stay.facts)
  if (!CHANGEABLE.includes(stay.state)) fail('conflict', 'faculty.settled')
  return stay
}

export const changeStay: Handler<typeof contract.changeStay> = async (context, { params, body }) => {
  const { db } = context
  const stay = await changeable(context, params.id)
  const { organisationId } = stay.facts
  await checkStay(context, body)
  if (stay.correctsId !== null) {
    const old = await stayOf(context, stay.correctsId)
    if (old.host.id === null ? old.host.name.zh !== body.hostName : old.host.id !== body.hostId)
      fail('conflict', 'faculty.corrects')
  }
  const { name } = await signatureOf(context)
  if (!(await updateStay(db, stay.id, body.version, { ...body, teacherName: name }))) stale(stay.version)
  await takeFiles(context, stay.id, body.files)
  await askHost(db, { ...body, id: stay.id, organisationId, confirmerId: body.hostId ?? organisationId })
  await note(context, 'stay_changed', stay.id, { from: body.from, until: body.until })
  return { version: body.version + 1 }
}

export const withdrawStay: Handler<typeof contract.withdrawStay> = async (context, { params, body }) => {
  const stay = await changeable(context, params.id)
  if (!(await withdrawStayRow(context.db, stay.id, body.version))) stale(stay.version)
  await closeStay(context.db, stay.id)
  await note(context, 'stay_withdrawn', stay.id)
}

export const agreeToStay: Handler<typeof contract.agreeToStay> = async (context, { params, body }) => {
  const stay = await changeable(context, params.id)
  if (stay.state !== 'corrected') fail('conflict', 'faculty.nothing_to_agree')
  if (!(await agreeToStayRow(context.db, stay.id, body.version))) stale(stay.version)
  await closeStay(context.db, stay.id)
  await note(context, 'stay_confirmed', stay.id, { ...stay.proposed, agreed: true })
  await context.enqueue(watchPractice, { teacherId: stay.facts.affiliationId })
}

export const listStays: Handler<typeof contract.listStays> = async (context, { params, query }) => {
  const teacher = (await selectOptionalTeacher(context.db, params.id)) ?? missing()
  context.require(readPractice, { organisationId: teacher.organisationId, affiliationId: teacher.id })
  context.noteReading(teacher.organisationId, [teacher.id])
  return selectStays(context.db, teacher.id, query)
}

export const listHosts: Handler<typeof contract.listHosts> = async ({ db }, { query }) => ({
  rows: await selectHosts(db, query.q),
})
