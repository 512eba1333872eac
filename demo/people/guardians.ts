import type { Calendar } from '../calendar.ts'
import { drawName, type PersonName } from '../names/person-name.ts'
import type { Organisation } from '../organisations/kinds.ts'
import { organisationOf } from '../organisations/list.ts'
import { chanceOf, demoId } from '../random.ts'
import type { AffiliationRow, GuardianshipRow } from '../rows.ts'
import { guardianKey, PUPIL } from './cast.ts'
import { drawPhone } from './contact.ts'
import { type Entry, enter, type PeopleBatch } from './enter.ts'
import { type Learner, learnerAt } from './learner.ts'

/** Pupils whose school has entered a guardian, and those of whom it has two. */
const SHARE = { any: 0.72, both: 0.22, claimed: 0.55, grandparent: 0.06 }

type Child = { school: Organisation; student: AffiliationRow; learner: Learner }

/** Enters none, one or two guardians of a pupil. */
export function enterGuardians(batch: PeopleBatch, { school, student, learner }: Child): void {
  const chance = chanceOf(`guardians ${school.code} ${learner.key.key} ${student.number}`)
  if (!chance.happens(SHARE.any)) return
  const relations: GuardianshipRow['relation'][] = chance.happens(SHARE.grandparent)
    ? ['grandparent']
    : chance.happens(SHARE.both)
      ? ['father', 'mother']
      : [chance.pick(['father', 'mother', 'mother'] as const)]
  for (const [index, relation] of relations.entries()) {
    const key = `${student.number}G${index + 1}`
    const name = drawName(chance, 'grown', {
      gender: relation === 'mother' ? 'female' : relation === 'father' ? 'male' : undefined,
      surname: relation === 'mother' ? null : learner.name.surname,
      other: learner.name.surname === null,
    })
    const phone = drawPhone(chance)
    enterGuardian(batch, student, relation, {
      organisation: school,
      key,
      name,
      phone,
      claimed: chance.happens(SHARE.claimed),
    })
  }
}

/** The guardian of the cast, a father of two: one human with an affiliation at each school. */
export function enterToldGuardian(
  batch: PeopleBatch,
  { school, student, calendar }: { school: Organisation; student: AffiliationRow; calendar: Calendar },
): void {
  const first = guardianKey(calendar)
  const isFirst = school.code === first.code
  const chance = chanceOf('guardian of the cast')
  const pupil = learnerAt(
    organisationOf(PUPIL.code),
    { cohort: calendar.year, programme: PUPIL.programme, number: 1 },
    PUPIL.seat,
  )
  const name = drawName(chance, 'grown', { gender: 'male', surname: pupil.name.surname })
  enterGuardian(batch, student, 'father', {
    organisation: school,
    key: isFirst ? first.key : `${student.number}G1`,
    name,
    phone: drawPhone(chance),
    claimed: true,
    first: isFirst ? undefined : first,
  })
}

type Guardian = Pick<Entry, 'organisation' | 'key' | 'phone' | 'claimed' | 'first'> & { name: PersonName }

function enterGuardian(
  batch: PeopleBatch,
  student: AffiliationRow,
  relation: GuardianshipRow['relation'],
  entry: Guardian,
): void {
  const guardian = enter(batch, { ...entry, role: 'guardian', number: entry.key, startsOn: student.startsOn })
  batch.guardianships.push({
    id: demoId(`guardianship ${guardian.id} ${student.id}`),
    organisationId: student.organisationId,
    guardianAffiliationId: guardian.id,
    studentAffiliationId: student.id,
    relation,
    startsOn: student.startsOn,
    // Whoever has not claimed their entry has not confirmed anything either.
    state: entry.claimed ? 'confirmed' : 'proposed',
    answeredAt: entry.claimed ? `${student.startsOn}T02:00:00.000Z` : null,
  })
}
