import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { type Parameter, readParameterHistory } from '#platform/server/parameters.ts'
import type * as contract from '../contract/practice.ts'
import { keepStatus, readPractice } from '../policy.ts'
import { ledgerOf } from '../rules/ledger.ts'
import { monthDays, practiceMonths, practiceYears, readRule, yearlyMonths } from './parameters.ts'
import { nameFiles } from './queries/files.ts'
import {
  countWaiting,
  insertQualification,
  selectOptionalQualification,
  selectOptionalTeacher,
  selectQualifications,
  selectSpans,
  type Teacher,
  withdrawQualificationRow,
} from './queries/practice.ts'
import { fail, problem } from './values.ts'
import { watchPractice } from './watch.ts'

async function teacherOf({ db }: Context, id: string): Promise<Teacher> {
  return (await selectOptionalTeacher(db, id)) ?? missing()
}
const factsOf = ({ id, organisationId }: Teacher) => ({ organisationId, affiliationId: id })

/** A number with where it comes from, as it holds today. */
async function sourceOf({ db }: Context, parameter: Parameter) {
  const values = await readParameterHistory(db, parameter)
  const held = values.find(({ validFrom, cohort }) => validFrom <= today() && cohort === null)
  if (!held) throw new Error(`the parameter ${parameter.name} has no value`)
  return { value: held.value, source: held.source, verified: held.verified }
}

export const getPractice: Handler<typeof contract.getPractice> = async (context, { params }) => {
  const { db } = context
  const teacher = await teacherOf(context, params.id)
  context.require(readPractice, factsOf(teacher))
  context.noteReading(teacher.organisationId, [teacher.id])
  const rule = await readRule(db)
  const spans = await selectSpans(db, teacher.id)
  const ledger = ledgerOf(spans, rule, today())
  return {
    teacher: { id: teacher.id, name: teacher.name, number: teacher.number },
    ledger,
    rules: {
      months: await sourceOf(context, practiceMonths),
      years: await sourceOf(context, practiceYears),
      monthDays: await sourceOf(context, monthDays),
      yearlyMonths: await sourceOf(context, yearlyMonths),
    },
    spans: spans.filter(({ until }) => until >= ledger.countsFrom),
    waiting: await countWaiting(db, teacher.id),
    qualifications: await selectQualifications(db, teacher.id),
  }
}

export const addQualification: Handler<typeof contract.addQualification> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const { affiliationId } = context.signedIn()
  const teacher = await teacherOf(context, params.id)
  context.require(keepStatus, factsOf(teacher))
  const { grantedOn, validUntil, files } = body
  if (grantedOn > today())
    fail('unprocessable', 'faculty.granted_ahead', undefined, problem('grantedOn', 'faculty.granted_ahead'))
  if (validUntil !== null && validUntil < grantedOn)
    fail('unprocessable', 'faculty.reversed', undefined, problem('validUntil', 'faculty.reversed'))
  const id = await insertQualification(db, { ...body, ...factsOf(teacher), enteredBy: affiliationId })
  if ((await nameFiles(db, { qualificationId: id }, files)) < new Set(files).size)
    fail('unprocessable', 'faculty.file_gone', undefined, problem('files', 'faculty.file_gone'))
  await context.audit({
    action: 'faculty.status_entered',
    subject: { kind: 'teacher_status', id },
    data: { teacher: teacher.id, level: body.level },
  })
  await context.enqueue(watchPractice, { teacherId: teacher.id })
  return { id }
}

export const withdrawQualification: Handler<typeof contract.withdrawQualification> = async (
  context,
  { params, body },
) => {
  const one = (await selectOptionalQualification(context.db, params.id)) ?? missing()
  context.require(keepStatus, one)
  if (one.withdrawn) fail('conflict', 'faculty.status_withdrawn')
  if (!(await withdrawQualificationRow(context.db, params.id, body))) stale(one.version)
  await context.audit({
    action: 'faculty.status_withdrawn',
    subject: { kind: 'teacher_status', id: params.id },
    data: { teacher: one.affiliationId },
  })
  await context.enqueue(watchPractice, { teacherId: one.affiliationId })
}
