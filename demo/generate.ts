import { type Calendar, calendarOf } from './calendar.ts'
import { formerMemberEnd, groupRows, membershipRows } from './groups.ts'
import { historyFacts } from './history.ts'
import { type Known, WANTED } from './life/plain.ts'
import { lifeBatches } from './life/rows.ts'
import { FORMER_MEMBER } from './organisations/bodies.ts'
import { isSchool, type Organisation } from './organisations/kinds.ts'
import { listOrganisations } from './organisations/list.ts'
import { type Size, sizeOf } from './organisations/more.ts'
import { organisationRow } from './organisations/rows.ts'
import { enterAssociation, enterResidents, enterSeats, FIRST_SEATS } from './people/body-staff.ts'
import { personaRows } from './people/cast.ts'
import { classesOf } from './people/classes.ts'
import { enterCompany } from './people/company-staff.ts'
import { consentRows } from './people/consents.ts'
import { type PeopleBatch, peopleBatch } from './people/enter.ts'
import { type AffiliationKey, affiliationId } from './people/ids.ts'
import { correctionRows, readingRows } from './people/privacy.ts'
import { enterClass } from './people/students.ts'
import { enterAdministrators, enterTeachers } from './people/teachers.ts'
import { programmeBatches } from './programmes/generate.ts'
import type { AffiliationRow, Batch } from './rows.ts'
import { newsRows, siteRows } from './site.ts'

export const SCALE_MOST = 1000

export type DemoOptions = {
  /** How many times the demo group's people: 1 is the group itself (about 3,000 students), 100 a city. */
  scale?: number
  /** A day, `yyyy-mm-dd`; everything follows from the school year it lies in. */
  today: string
}

const RESIDENTS: Record<string, number> = { BC09: 8, BC37: 32 }
const PEOPLE_A_BATCH = 2_000

/**
 * The whole fictional group in batches of rows, in an order in which nothing refers to what comes later. Pure:
 * the same options give the same rows. Holds one batch at a time.
 */
export function* generateDemo({ scale = 1, today }: DemoOptions): Generator<Batch> {
  if (!Number.isInteger(scale) || scale < 1 || scale > SCALE_MOST)
    throw new Error(`scale: a whole number from 1 to ${SCALE_MOST}`)
  const calendar = calendarOf(today)
  const size = sizeOf(scale)
  yield* organisationBatches(size, calendar)
  yield { groups: groupRows(calendar) }
  yield { memberships: [...membershipRows(calendar, size)] }
  const known = new Map<string, Known>()
  for (const batch of peopleBatches(size, calendar)) {
    for (const row of batch.affiliations ?? []) if (WANTED.has(row.id)) known.set(row.id, row)
    yield batch
  }
  yield consentRows(calendar, size.growth)
  yield { personas: personaRows(calendar) }
  yield* lifeBatches(calendar, key => knownOf(known, key))
  yield { readings: readingRows(calendar), corrections: correctionRows(calendar) }
  yield { sites: siteRows(calendar), news: newsRows(calendar) }
  yield* programmeBatches(calendar)
  yield { history: historyFacts(calendar, size.growth) }
}

function knownOf(known: ReadonlyMap<string, Known>, key: AffiliationKey): Known {
  const found = known.get(affiliationId(key))
  if (!found) throw new Error(`nobody is ${key.role} ${key.key} of ${key.code}`)
  return found
}

function* organisationBatches(size: Size, calendar: Calendar): Generator<Batch> {
  let serial = 0
  let organisations = []
  for (const organisation of listOrganisations(size)) {
    const closedOn = organisation === FORMER_MEMBER ? formerMemberEnd(calendar) : null
    organisations.push(organisationRow(organisation, ++serial, closedOn))
    if (organisations.length < PEOPLE_A_BATCH) continue
    yield { organisations }
    organisations = []
  }
  yield { organisations }
}

function* peopleBatches(size: Size, calendar: Calendar): Generator<Batch> {
  const firstSeats = new Map<string, AffiliationRow>()
  let batch = peopleBatch()
  const full = (least: number): boolean => batch.affiliations.length >= least
  const take = (): PeopleBatch => {
    const done = batch
    for (const row of done.affiliations) if (FIRST_SEATS.has(row.id)) firstSeats.set(row.id, row)
    batch = peopleBatch()
    return done
  }
  for (const organisation of listOrganisations(size)) {
    if (organisation === FORMER_MEMBER) continue
    if (isSchool(organisation)) {
      yield { classes: [...classesOf(organisation, calendar, size.growth)].map(group => group.row) }
      for (const group of classesOf(organisation, calendar, size.growth)) {
        enterClass(batch, { school: organisation, group, calendar })
        if (full(PEOPLE_A_BATCH)) yield take()
      }
      enterTeachers(batch, organisation, calendar, size.growth)
    }
    enterStaffOf(batch, organisation, calendar)
    if (full(PEOPLE_A_BATCH)) yield take()
  }
  yield take()
  enterSeats(batch, calendar, firstSeats)
  yield take()
}

function enterStaffOf(batch: PeopleBatch, organisation: Organisation, calendar: Calendar): void {
  const { kind, code } = organisation
  if (isSchool(organisation) || kind === 'training_centre') enterAdministrators(batch, organisation, calendar)
  if (kind === 'company') enterCompany(batch, organisation, calendar)
  if (kind === 'association' || kind === 'alliance') enterAssociation(batch, organisation, calendar)
  enterResidents(batch, organisation, calendar, RESIDENTS[code] ?? 0)
}
