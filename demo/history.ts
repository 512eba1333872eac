import type { Calendar } from './calendar.ts'
import { CHAIR, COMMITTEE_CHAIR, COMMITTEE_ID, GROUP_ID, groupRows, membershipRows } from './groups.ts'
import { isSchool } from './organisations/kinds.ts'
import { GROUP_MEMBERS } from './organisations/list.ts'
import { sizeOf } from './organisations/more.ts'
import { organisationId } from './organisations/rows.ts'
import { classesOf } from './people/classes.ts'
import { type AffiliationKey, affiliationId, personId } from './people/ids.ts'
import { chanceOf } from './random.ts'
import type { HistoryFact } from './rows.ts'

type Actor = Pick<HistoryFact, 'personId' | 'affiliationId'>

/** @param first the affiliation that the same human came with, where this is a second one */
function actor(key: AffiliationKey, first = key): Actor {
  return { personId: personId(first), affiliationId: affiliationId(key) }
}

const SECRETARIES: Record<string, Actor> = {
  [GROUP_ID]: actor(
    { code: CHAIR, role: 'secretariat', key: 'S001' },
    { code: CHAIR, role: 'teacher', key: 'T0001' },
  ),
  [COMMITTEE_ID]: actor({ code: COMMITTEE_CHAIR, role: 'secretariat', key: 'S001' }),
}

/** An hour of a working day. */
function at(day: string, key: string): string {
  const chance = chanceOf(`hour ${key}`)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day}T${two(chance.between(1, 8))}:${two(chance.between(0, 59))}:${two(chance.between(0, 59))}.000Z`
}

/**
 * What the audit trail tells of the years before: members taken in, one that has left, this year's rosters. Told
 * of the demo group at scale 1; a city's other members came without a story. In the order of time.
 */
export function historyFacts(calendar: Calendar, growth: number): HistoryFact[] {
  return [...groupFacts(calendar), ...rosterFacts(calendar, growth)].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  )
}

function* groupFacts(calendar: Calendar): Generator<HistoryFact> {
  for (const group of groupRows(calendar))
    yield {
      at: `${group.foundedOn}T00:30:00.000Z`,
      action: 'members.group_founded',
      subjectKind: 'group',
      subjectId: group.id,
      ...(SECRETARIES[group.id] ?? { personId: null, affiliationId: null }),
      organisationId: null,
      groupId: group.id,
      data: { foundedOn: group.foundedOn },
    }
  for (const row of membershipRows(calendar, sizeOf(1))) {
    const by = SECRETARIES[row.groupId]
    if (!by || row.position === 'authority') continue
    const fact = {
      subjectKind: 'membership',
      subjectId: row.id,
      ...by,
      organisationId: row.organisationId,
      groupId: row.groupId,
    }
    const { position, startsOn, endsOn } = row
    yield {
      at: at(startsOn, row.id),
      action: 'members.membership_started',
      ...fact,
      data: { position, startsOn },
    }
    if (endsOn)
      yield {
        at: at(endsOn, row.id),
        action: 'members.membership_ended',
        ...fact,
        data: { position, endsOn },
      }
  }
}

/** One import of the newest cohort at each school of the group, in the first week of the term. */
function* rosterFacts(calendar: Calendar, growth: number): Generator<HistoryFact> {
  for (const [index, school] of GROUP_MEMBERS.filter(isSchool).entries()) {
    const classes = [...classesOf(school, calendar, growth)].filter(group => group.cohort === calendar.year)
    const added = classes.reduce((sum, group) => sum + group.seats, 0)
    const day = `${calendar.year}-09-0${(index % 4) + 1}`
    yield {
      at: at(day, school.code),
      action: 'members.import_done',
      subjectKind: 'organisation',
      subjectId: organisationId(school.code),
      ...actor({ code: school.code, role: 'school_admin', key: 'A001' }),
      organisationId: organisationId(school.code),
      groupId: null,
      data: { cohort: calendar.year, classes: classes.length, added },
    }
  }
}
