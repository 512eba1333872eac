export const ORGAN_KINDS = [
  'assembly',
  'council',
  'secretariat',
  'working_committee',
  'advisers',
  'experts',
] as const
export type OrganKind = (typeof ORGAN_KINDS)[number]

export const OFFICES = [
  'chair_unit',
  'vice_chair_unit',
  'director_unit',
  'chair',
  'vice_chair',
  'director',
  'secretary_general',
  'deputy_secretary_general',
  'head',
  'deputy_head',
  'member',
  'chief_adviser',
  'adviser',
  'expert',
] as const
export type Office = (typeof OFFICES)[number]

/** The offices there are in each kind of organ, the highest first. */
const OFFICES_OF: Record<OrganKind, readonly Office[]> = {
  assembly: ['chair', 'member'],
  council: ['chair_unit', 'vice_chair_unit', 'director_unit', 'chair', 'vice_chair', 'director'],
  secretariat: ['secretary_general', 'deputy_secretary_general', 'member'],
  working_committee: ['head', 'deputy_head', 'member'],
  advisers: ['chief_adviser', 'adviser'],
  experts: ['expert'],
}
export const officesOf = (kind: OrganKind): readonly Office[] => OFFICES_OF[kind]

/** Whether an organisation holds the office itself, rather than a person. */
export const isUnitOffice = (office: Office): boolean => office.endsWith('_unit')
/** Whether an office is held for a field: advisers and experts speak for one. */
export const hasField = (office: Office): boolean => ['chief_adviser', 'adviser', 'expert'].includes(office)
/** Whether a kind of organ can occur more than once and so needs a name. */
export const isNamed = (kind: OrganKind): boolean => kind === 'working_committee' || kind === 'experts'
