import { ASSOCIATIONS, AUTHORITY, COMMITTEE_OWN, FORMER_MEMBER } from './bodies.ts'
import { COLLEGES, UNIVERSITIES } from './colleges.ts'
import { COMPANIES } from './companies.ts'
import { isSchool, type Organisation } from './kinds.ts'
import { moreCompanies, moreSchools, type Size } from './more.ts'
import { SECONDARY_SCHOOLS } from './schools.ts'

/** The 31 members of the education group, in the order of their numbers. */
export const GROUP_MEMBERS: readonly Organisation[] = [
  ...SECONDARY_SCHOOLS,
  ...COLLEGES,
  ...UNIVERSITIES,
  ...COMPANIES,
  ...ASSOCIATIONS,
]

const OTHERS = [AUTHORITY, FORMER_MEMBER, ...COMMITTEE_OWN]

/** Schools whose people are told in full; learners move among these. */
export const TOLD_SCHOOLS: readonly Organisation[] = [...GROUP_MEMBERS, ...OTHERS].filter(isSchool)

/** All organisations of a demo group of this size. */
export function* listOrganisations(size: Size): Generator<Organisation> {
  yield* GROUP_MEMBERS
  yield* OTHERS
  yield* moreSchools(size.schools)
  yield* moreCompanies(size.companies)
}

/** The organisation of the told ones that has this code. */
export function organisationOf(code: string): Organisation {
  const found = [...GROUP_MEMBERS, ...OTHERS].find(organisation => organisation.code === code)
  if (!found) throw new Error(`no organisation ${code}`)
  return found
}
