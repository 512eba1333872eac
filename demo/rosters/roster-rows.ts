import type { Calendar } from '../calendar.ts'
import { isSecondary, type Organisation } from '../organisations/kinds.ts'
import { classesOf, type DemoClass, studentNumber } from '../people/classes.ts'
import { drawPhone } from '../people/contact.ts'
import { peopleBatch } from '../people/enter.ts'
import { learnerAt } from '../people/learner.ts'
import { moverOf } from '../people/moved.ts'
import { enterClass, registerNumber } from '../people/students.ts'
import { chanceOf } from '../random.ts'

/** One row of a school's register of students, as texts. */
export type RosterRow = {
  registerNumber: string
  number: string
  name: string
  gender: '男' | '女'
  birthDate: string
  group: DemoClass['row']
  phone: string
  guardian: string
  guardianPhone: string
  startsOn: string
}

export type RosterCounts = { unchanged: number; changed: number; added: number; missing: number }

/** Students of the newest cohort that came after the first days. */
const ADDED = 9
const FIRST_NEW_SEAT = 51
/** One in so many has another telephone, another class, or is missing. */
const EVERY = { phone: 17, group: 53, missing: 41 }

/** The register of a demo school some weeks later: most rows as the demo group has them, some not. */
export function rosterRows(
  school: Organisation,
  calendar: Calendar,
  growth: number,
): { rows: RosterRow[]; counts: RosterCounts } {
  const groups = [...classesOf(school, calendar, growth)].filter(group => !group.graduated)
  const counts: RosterCounts = { unchanged: 0, changed: 0, added: 0, missing: 0 }
  const rows: RosterRow[] = []
  for (const [place, row] of groups.flatMap(group => presentRows(school, group, calendar)).entries()) {
    if (place % EVERY.missing === EVERY.missing - 1) {
      counts.missing++
      continue
    }
    const changed = changedRow(row, place, groups)
    counts[changed === row ? 'unchanged' : 'changed']++
    rows.push(changed)
  }
  const newest = groups.find(group => group.cohort === calendar.year)
  for (let i = 0; newest && i < ADDED; i++) rows.push(addedRow(school, newest, FIRST_NEW_SEAT + i))
  counts.added = newest ? ADDED : 0
  return { rows, counts }
}

function presentRows(school: Organisation, group: DemoClass, calendar: Calendar): RosterRow[] {
  const batch = peopleBatch()
  enterClass(batch, { school, group, calendar })
  const guardians = new Map(batch.affiliations.filter(a => a.role === 'guardian').map(a => [a.id, a]))
  const guardianOf = new Map(
    batch.guardianships.map(g => [g.studentAffiliationId, guardians.get(g.guardianAffiliationId)]),
  )
  return batch.affiliations
    .filter(row => row.role === 'student' && !row.endsOn)
    .map(row => {
      const seat = Number(row.number?.slice(-2))
      const { gender } = (moverOf(school, group, seat, calendar) ?? learnerAt(school, group, seat)).name
      return {
        registerNumber: row.externalId ?? '',
        number: row.number ?? '',
        name: row.name,
        gender: gender === 'male' ? '男' : '女',
        birthDate: row.birthDate ?? '',
        group: group.row,
        phone: row.phone ?? '',
        guardian: guardianOf.get(row.id)?.name ?? '',
        guardianPhone: guardianOf.get(row.id)?.phone ?? '',
        startsOn: row.startsOn,
      }
    })
}

function changedRow(row: RosterRow, place: number, groups: readonly DemoClass[]): RosterRow {
  if (place % EVERY.group === EVERY.group - 1) {
    const other = groups.find(({ row: { id, cohort } }) => id !== row.group.id && cohort === row.group.cohort)
    return other ? { ...row, group: other.row } : row
  }
  if (place % EVERY.phone !== 0) return row
  return { ...row, phone: drawPhone(chanceOf(`new phone ${row.registerNumber}`)) }
}

function addedRow(school: Organisation, group: DemoClass, seat: number): RosterRow {
  const { name, birthDate } = learnerAt(school, group, seat)
  const number = studentNumber(group, seat)
  const chance = chanceOf(`added ${school.code} ${number}`)
  return {
    registerNumber: registerNumber(school, number),
    number,
    name: name.zh,
    gender: name.gender === 'male' ? '男' : '女',
    birthDate,
    group: group.row,
    phone: drawPhone(chance),
    guardian: '',
    guardianPhone: isSecondary(school) ? drawPhone(chance) : '',
    startsOn: group.row.startsOn,
  }
}
