import type { OrganisationKind } from './organisations/kinds.ts'
import type { ProgrammeDemoRows } from './programmes/rows.ts'

/** Who somebody is in an organisation, as the database names it. */
export type DemoRole =
  | 'student'
  | 'guardian'
  | 'teacher'
  | 'school_admin'
  | 'company_hr'
  | 'mentor'
  | 'expert'
  | 'association_staff'
  | 'authority_observer'
  | 'secretariat'
  | 'resident'

/** Days are `yyyy-mm-dd`, instants ISO 8601 in UTC. */
export type OrganisationRow = {
  id: string
  kind: OrganisationKind
  code: string
  nameZh: string
  nameEn: string
  shortZh: string
  shortEn: string
  uscc: string
  regionZh: string
  regionEn: string
  summaryZh: string
  summaryEn: string
  website: string
  fieldsZh: readonly string[]
  fieldsEn: readonly string[]
  sortKey: string
  grams: readonly string[]
  closedOn: string | null
}

export type GroupRow = {
  id: string
  kind: 'education_group' | 'committee'
  nameZh: string
  nameEn: string
  regionZh: string
  regionEn: string
  summaryZh: string
  summaryEn: string
  foundedOn: string
}

export type Position =
  | 'chair_unit'
  | 'vice_chair_unit'
  | 'director_unit'
  | 'member'
  | 'organiser'
  | 'authority'

export type MembershipRow = {
  id: string
  groupId: string
  organisationId: string
  position: Position
  number: string | null
  startsOn: string
  endsOn: string | null
}

export type PersonRow = { id: string; displayName: string; language: 'zh' | 'en' }

export type ClassRow = {
  id: string
  organisationId: string
  name: string
  cohort: number
  programmeZh: string
  programmeEn: string
  startsOn: string
  endsOn: string | null
}

export type AffiliationRow = {
  id: string
  organisationId: string
  /** Null while nobody has claimed the affiliation. */
  personId: string | null
  groupId: string | null
  role: DemoRole
  name: string
  nameLatin: string | null
  number: string | null
  externalId: string | null
  classId: string | null
  positionZh: string | null
  positionEn: string | null
  email: string | null
  phone: string | null
  birthDate: string | null
  listed: boolean
  startsOn: string
  endsOn: string | null
  sortKey: string
  grams: readonly string[]
}

export type GuardianshipRow = {
  id: string
  organisationId: string
  guardianAffiliationId: string
  studentAffiliationId: string
  relation: 'father' | 'mother' | 'grandparent' | 'other'
  startsOn: string
}

/** One person of the sign-in picker and what they are there to show. */
export type PersonaRow = { affiliationId: string; position: number; titleZh: string; titleEn: string }

/** One change of the past for the audit trail. */
export type HistoryFact = {
  at: string
  action: string
  subjectKind: string
  subjectId: string
  personId: string | null
  affiliationId: string | null
  organisationId: string | null
  groupId: string | null
  data: Record<string, string | number>
}

export type DemoRows = {
  organisations: OrganisationRow
  groups: GroupRow
  memberships: MembershipRow
  classes: ClassRow
  persons: PersonRow
  affiliations: AffiliationRow
  guardianships: GuardianshipRow
  personas: PersonaRow
  history: HistoryFact
} & ProgrammeDemoRows

/** A part of the demo group whose rows refer to nothing that came later. */
export type Batch = { [Name in keyof DemoRows]?: DemoRows[Name][] }
