/*
 * Files and columns of the OneRoster CSV bindings 1.1 and 1.2 (1EdTech): names, order and which are required are
 * the specification's. What we do with a column is ours. Names are case-sensitive by the specification.
 */
export const VERSIONS = ['1.1', '1.2'] as const
export type OneRosterVersion = (typeof VERSIONS)[number]

/** Files that are read, in the order in which they refer to each other. */
export const READ_FILES = [
  'orgs',
  'academicSessions',
  'courses',
  'classes',
  'users',
  'roles',
  'demographics',
  'enrollments',
] as const
export type ReadFile = (typeof READ_FILES)[number]

/** Files of the bindings that say nothing about who is taught what: named in the preview, never opened. */
export const IGNORED_FILES = [
  'categories',
  'classResources',
  'courseResources',
  'lineItems',
  'resources',
  'results',
  'lineItemLearningObjectiveIds',
  'lineItemScoreScales',
  'resultLearningObjectiveIds',
  'resultScoreScales',
  'scoreScales',
  'userProfiles',
  'userResources',
] as const

/** `!` marks columns without which a file cannot be read. */
const COLUMNS: Record<ReadFile, string> = {
  orgs: 'sourcedId! status! dateLastModified! name! type! identifier parentSourcedId',
  academicSessions:
    'sourcedId! status! dateLastModified! title! type! startDate! endDate! parentSourcedId schoolYear!',
  courses:
    'sourcedId! status! dateLastModified! schoolYearSourcedId title! courseCode grades orgSourcedId! subjects subjectCodes',
  classes:
    'sourcedId! status! dateLastModified! title! grades courseSourcedId! classCode classType! location schoolSourcedId! termSourcedIds! subjects subjectCodes periods',
  users: '',
  roles:
    'sourcedId! status! dateLastModified! userSourcedId! roleType! role! beginDate endDate orgSourcedId! userProfileSourcedId',
  demographics:
    'sourcedId! status! dateLastModified! birthDate! sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus',
  enrollments:
    'sourcedId! status! dateLastModified! classSourcedId! schoolSourcedId! userSourcedId! role! primary beginDate endDate',
}
const USERS: Record<OneRosterVersion, string> = {
  '1.1':
    'sourcedId! status! dateLastModified! enabledUser! orgSourcedIds! role! username! userIds givenName! familyName! middleName identifier email sms phone agentSourcedIds grades password',
  '1.2':
    'sourcedId! status! dateLastModified! enabledUser! username userIds givenName! familyName! middleName identifier email sms phone agentSourcedIds grades password userMasterIdentifier resourceSourcedIds preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns',
}

export type FileColumns = { all: readonly string[]; required: readonly string[] }

/** The columns of one file in one version. */
export function columnsOf(file: ReadFile, version: OneRosterVersion): FileColumns {
  const words = (file === 'users' ? USERS[version] : COLUMNS[file]).split(' ')
  const plain = (word: string) => word.replace('!', '')
  return { all: words.map(plain), required: words.filter(word => word.endsWith('!')).map(plain) }
}

export function isReadFile(name: string): name is ReadFile {
  return (READ_FILES as readonly string[]).includes(name)
}

export function isIgnoredFile(name: string): boolean {
  return (IGNORED_FILES as readonly string[]).includes(name)
}

/** 1.2 moved roles out of users.csv; 1.1 knows no roles.csv. */
export function filesOf(version: OneRosterVersion): readonly ReadFile[] {
  return READ_FILES.filter(file => file !== 'roles' || version === '1.2')
}
