import type { Calendar } from './calendar.ts'
import { CHAIR, COMMITTEE_CHAIR, COMMITTEE_ID, GROUP_ID, membershipRows } from './groups.ts'
import { listOrganisations, TOLD_SCHOOLS } from './organisations/list.ts'
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
  const codes = new Map([...listOrganisations(sizeOf(1))].map(({ code }) => [organisationId(code), code]))
  const told = new Set<string>()
  for (const { id, groupId, organisationId: subjectId, position, startsOn, endsOn } of membershipRows(
    calendar,
    sizeOf(1),
  )) {
    const by = SECRETARIES[groupId]
    // Who joined the second group as well was on the platform already.
    if (!by || position === 'authority' || told.has(subjectId)) continue
    told.add(subjectId)
    const fact = { ...by, organisationId: subjectId, groupId }
    yield {
      at: at(startsOn, id),
      action: 'members.organisation_created',
      subjectKind: 'organisation',
      subjectId,
      ...fact,
      data: { code: codes.get(subjectId) ?? '', position, startsOn },
    }
    if (!endsOn) continue
    yield {
      at: at(endsOn, id),
      action: 'members.membership_ended',
      subjectKind: 'membership',
      subjectId: id,
      ...fact,
      data: { position, endsOn },
    }
  }
}

/** The import of the newest cohort at each school, in the first week of the term. */
function* rosterFacts(calendar: Calendar, growth: number): Generator<HistoryFact> {
  for (const [index, school] of TOLD_SCHOOLS.entries()) {
    const classes = [...classesOf(school, calendar, growth)].filter(group => group.cohort === calendar.year)
    const added = classes.reduce((sum, group) => sum + group.seats, 0)
    const subjectId = organisationId(school.code)
    yield {
      at: at(`${calendar.year}-09-0${(index % 4) + 1}`, school.code),
      action: 'members.import_people',
      subjectKind: 'organisation',
      subjectId,
      ...actor({ code: school.code, role: 'school_admin', key: 'A001' }),
      organisationId: subjectId,
      groupId: null,
      data: {
        role: 'student',
        added,
        changed: 0,
        back: 0,
        ended: 0,
        unchanged: 0,
        newClasses: classes.length,
        leftOut: 0,
      },
    }
  }
}
