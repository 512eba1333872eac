import type { CourseKind, Form, Level, State } from '#modules/programmes/rules/vocabulary.ts'

export type FrameworkRow = {
  id: string
  organisationId: string
  groupId: string | null
  kind: 'competencies' | 'certificate_standard'
  nameZh: string
  nameEn: string
  issuerZh: string | null
  issuerEn: string | null
  edition: string | null
  descriptionZh: string
  descriptionEn: string
  levelsZh: readonly string[]
  levelsEn: readonly string[]
}
export type CompetencyRow = {
  id: string
  frameworkId: string
  code: string
  nameZh: string
  nameEn: string
  descriptorsZh: readonly string[]
  descriptorsEn: readonly string[]
}
export type OccupationRow = {
  id: string
  organisationId: string
  groupId: string
  code: string
  nameZh: string
  nameEn: string
  summaryZh: string
  summaryEn: string
  grams: readonly string[]
  sortKey: string
}
export type ResearchRow = {
  id: string
  occupationId: string
  organisationId: string
  surveyedOn: string
  demand: number
  tasksZh: string
  tasksEn: string
  byName: string
}
export type ResearchSkillRow = { researchId: string; competencyId: string; level: number }
export type ProgrammeRow = {
  id: string
  organisationId: string
  code: string
  catalogueCode: string | null
  nameZh: string
  nameEn: string
  level: Level
  form: Form
  months: number
  occupationIds: readonly string[]
  grams: readonly string[]
  sortKey: string
}
export type VersionRow = {
  id: string
  programmeId: string
  organisationId: string
  number: number
  state: State
  semesters: number
  fromCohort: number
  toCohort: number | null
  aimsZh: string
  aimsEn: string
  basedOn: string | null
  byName: string
  approvedOn: string | null
  approvedBy: string | null
  inForceOn: string | null
}
export type VersionFrameworkRow = { versionId: string; frameworkId: string }
export type CourseRow = {
  id: string
  versionId: string
  organisationId: string
  code: string
  nameZh: string
  nameEn: string
  kind: CourseKind
  theoryHours: number
  practiceHours: number
  credits: number
  placementMonths: number | null
  semester: number
  place: number
  responsible: string
  companyId: string | null
  grams: readonly string[]
}
export type PrerequisiteRow = { versionId: string; courseId: string; requiresId: string }
export type CourseAimRow = { courseId: string; competencyId: string; level: number }
export type ReviewerRow = {
  id: string
  versionId: string
  affiliationId: string
  organisationId: string
  side: 'school' | 'company'
  name: string
  opinion: 'agree' | null
  comment: string | null
  signedAt: string | null
}
export type DiagnosisRow = {
  id: string
  versionId: string
  year: number
  verdict: 'keep' | 'adjust'
  findings: string
  byName: string
}
export type ProgrammeGroupRow = {
  id: string
  groupId: string
  nameZh: string
  nameEn: string
  summaryZh: string
  summaryEn: string
}
export type GroupProgrammeRow = { programmeGroupId: string; programmeId: string }
export type GroupCourseRow = GroupProgrammeRow & { courseCode: string; mode: 'shared' | 'chosen' }
/** What waits for a reviewer. */
export type TodoRow = {
  id: string
  desk: string
  kind: string
  data: string
  path: string
  subjectKind: string
  subjectId: string
}

/** Rows of the programmes module, in an order in which nothing refers to what comes later. */
export type ProgrammeDemoRows = {
  frameworks: FrameworkRow
  competencies: CompetencyRow
  occupations: OccupationRow
  research: ResearchRow
  researchSkills: ResearchSkillRow
  programmes: ProgrammeRow
  versions: VersionRow
  versionFrameworks: VersionFrameworkRow
  courses: CourseRow
  prerequisites: PrerequisiteRow
  courseAims: CourseAimRow
  reviewers: ReviewerRow
  diagnoses: DiagnosisRow
  programmeGroups: ProgrammeGroupRow
  groupProgrammes: GroupProgrammeRow
  groupCourses: GroupCourseRow
}

export const PROGRAMME_TABLES: Record<keyof ProgrammeDemoRows, string> = {
  frameworks: 'programmes.frameworks',
  competencies: 'programmes.competencies',
  occupations: 'programmes.occupations',
  research: 'programmes.research',
  researchSkills: 'programmes.research_skills',
  programmes: 'programmes.programmes',
  versions: 'programmes.versions',
  versionFrameworks: 'programmes.version_frameworks',
  courses: 'programmes.courses',
  prerequisites: 'programmes.prerequisites',
  courseAims: 'programmes.course_aims',
  reviewers: 'programmes.reviewers',
  diagnoses: 'programmes.diagnoses',
  programmeGroups: 'programmes.programme_groups',
  groupProgrammes: 'programmes.group_programmes',
  groupCourses: 'programmes.group_courses',
}
