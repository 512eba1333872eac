import type { ProgrammeKey } from './programmes.ts'

export type OrganisationKind =
  | 'secondary_school'
  | 'comprehensive_school'
  | 'higher_vocational_college'
  | 'university'
  | 'company'
  | 'association'
  | 'alliance'
  | 'authority'
  | 'training_centre'

export type District = keyof typeof DISTRICTS

/** The districts of Bincheng, a coastal city that is on no map. */
export const DISTRICTS = {
  wanghai: { zh: '望海区', en: 'Wanghai District' },
  lingang: { zh: '临港区', en: 'Lingang District' },
  dongyu: { zh: '东屿区', en: 'Dongyu District' },
  songling: { zh: '松岭区', en: 'Songling District' },
  shating: { zh: '沙汀区', en: 'Shating District' },
  yunwan: { zh: '云湾新区', en: 'Yunwan New Area' },
} as const

/** One organisation as the demo group is told; ids, codes of registration and search keys follow from it. */
export type Organisation = {
  kind: OrganisationKind
  /** What its people type to sign in with a number. */
  code: string
  zh: string
  en: string
  shortZh: string
  shortEn: string
  district: District
  /** Its address in the reserved .example domain. */
  domain: string
  summaryZh: string
  summaryEn: string
  /** Business fields; a school's follow from its programmes. */
  fieldsZh: readonly string[]
  fieldsEn: readonly string[]
  programmes: readonly ProgrammeKey[]
  closedOn?: string
}

/** Schools have learners, classes and teachers. */
export function isSchool(organisation: Organisation): boolean {
  return organisation.programmes.length > 0
}

/** Secondary schools, whose pupils are minors for most of their time there. */
export function isSecondary(organisation: Organisation): boolean {
  return organisation.kind === 'secondary_school' || organisation.kind === 'comprehensive_school'
}
