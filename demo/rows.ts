import type { Plain } from './life/plain.ts'
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
  addressZh: string
  addressEn: string
  latitude: number
  longitude: number
  fieldsZh: readonly string[]
  fieldsEn: readonly string[]
  sortKey: string
  grams: readonly string[]
  closedOn: string | null
}

export type GroupRow = {
  id: string
  kind: 'education_group' | 'committee' | 'alliance'
  nameZh: string
  nameEn: string
  regionZh: string
  regionEn: string
  summaryZh: string
  summaryEn: string
  sectorsZh: readonly string[]
  sectorsEn: readonly string[]
  foundedOn: string
}

/** A group's public site, as its secretariat has set it up. */
export type SiteRow = {
  groupId: string
  address: string
  public: boolean
  firstPublicAt: string
  introZh: string
  introEn: string
  officeEmail: string
  officePhone: string
}

/** Something a group has told the public. */
export type NewsRow = {
  id: string
  organisationId: string
  groupId: string
  authorPersonId: string
  authorAffiliationId: string
  authorName: string
  state: 'published'
  titleZh: string
  titleEn: string
  bodyZh: string
  bodyEn: string
  audience: string
  heldOn: string | null
  expiresOn: string | null
  publishedAt: string
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
  state: 'proposed' | 'confirmed'
  answeredAt: string | null
}

export type ConsentRequestRow = {
  id: string
  organisationId: string
  purpose: 'photo' | 'trip' | 'contact'
  titleZh: string
  titleEn: string
  textZh: string
  textEn: string
  classId: string | null
  studentAffiliationId: string | null
  alsoStudent: boolean
  askedOn: string
  answerBy: string | null
  validUntil: string | null
  byAffiliationId: string
  byName: string
}

export type ConsentRow = {
  id: string
  organisationId: string
  requestId: string
  studentAffiliationId: string
}

export type ConsentAnswerRow = {
  id: string
  organisationId: string
  consentId: string
  capacity: 'guardian' | 'student'
  affiliationId: string
  guardianshipId: string | null
  signerName: string
  answer: 'given' | 'refused'
  day: string
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

/** One reading of others' entries, as the log of reading keeps it. */
export type ReadingRow = {
  at: string
  personId: string
  affiliationId: string
  organisationId: string
  endpoint: string
  subjectOrganisationId: string
  subjectIds: readonly string[]
}

/** Something an organisation was asked to put right, and its answer. */
export type CorrectionRow = {
  id: string
  organisationId: string
  affiliationId: string
  personId: string
  field: 'name' | 'number'
  wanted: string
  reason: string
  state: 'refused'
  dueOn: string
  answer: string
  answeredBy: string
  answeredAt: string
  createdAt: string
}

export type DemoRows = {
  organisations: OrganisationRow
  groups: GroupRow
  memberships: MembershipRow
  classes: ClassRow
  persons: PersonRow
  affiliations: AffiliationRow
  guardianships: GuardianshipRow
  consentRequests: ConsentRequestRow
  consents: ConsentRow
  consentAnswers: ConsentAnswerRow
  personas: PersonaRow
  capabilities: Plain
  contacts: Plain
  organs: Plain
  terms: Plain
  charters: Plain
  relations: Plain
  duesSchemes: Plain
  dues: Plain
  duesPayments: Plain
  applications: Plain
  applicationSteps: Plain
  notices: Plain
  noticeKeys: Plain
  todos: Plain
  readings: ReadingRow
  corrections: CorrectionRow
  sites: SiteRow
  news: NewsRow
  history: HistoryFact
} & ProgrammeDemoRows

/** A part of the demo group whose rows refer to nothing that came later. */
export type Batch = { [Name in keyof DemoRows]?: DemoRows[Name][] }
