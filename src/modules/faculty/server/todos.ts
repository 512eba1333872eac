import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import type { Db } from '#platform/server/database/session.ts'
import { selectOrganisation } from './queries/organisations.ts'

const subjectOf = (stayId: string) => ({ kind: 'stay', id: stayId })
const pathOf = (stayId: string) => `/faculty/stays/${stayId}` as const

type Said = { id: string; from: string; until: string; organisationId: string; confirmerId: string }

/** Asks whoever confirms a stay; asked anew, what lay on other desks about it is gone. */
export async function askHost(db: Db, stay: Said): Promise<void> {
  await closeStay(db, stay.id)
  const confirmer = await selectOrganisation(db, stay.confirmerId)
  const school = await selectOrganisation(db, stay.organisationId)
  await putTodo(db, {
    desk: { organisationId: confirmer.id, role: administratorRoleOf(confirmer.kind) },
    kind: 'faculty.confirm',
    data: { school: school.nameZh, from: stay.from, until: stay.until },
    path: pathOf(stay.id),
    subject: subjectOf(stay.id),
  })
}

type Answered = {
  id: string
  from: string
  until: string
  host: { name: { zh: string } }
  facts: { affiliationId: string }
}

/** Tells the teacher that the days are others, or that the host refused. */
export async function tellTeacher(db: Db, stay: Answered, state: 'corrected' | 'refused'): Promise<void> {
  await closeStay(db, stay.id)
  await putTodo(db, {
    desk: { affiliationId: stay.facts.affiliationId },
    kind: state === 'corrected' ? 'faculty.agree' : 'faculty.refused',
    data: { host: stay.host.name.zh, from: stay.from, until: stay.until },
    path: pathOf(stay.id),
    subject: subjectOf(stay.id),
  })
}

export const closeStay = (db: Db, stayId: string): Promise<number> =>
  closeTodos(db, { subject: subjectOf(stayId) })

const watchedOf = (kind: 'practice' | 'status', teacherId: string) => ({ kind, id: teacherId })

/** Tells a teacher that practice falls short, or a status ends, on a day. */
export const warn = (
  db: Db,
  warning: { teacherId: string; kind: 'practice' | 'status'; day: string; needed: number },
): Promise<void> =>
  putTodo(db, {
    desk: { affiliationId: warning.teacherId },
    kind: warning.kind === 'practice' ? 'faculty.falls_short' : 'faculty.ends',
    data: { day: warning.day, needed: warning.needed },
    path: '/faculty/practice',
    subject: watchedOf(warning.kind, warning.teacherId),
    dueOn: warning.day,
  })

export const closeWarning = (db: Db, kind: 'practice' | 'status', teacherId: string): Promise<number> =>
  closeTodos(db, { subject: watchedOf(kind, teacherId) })
