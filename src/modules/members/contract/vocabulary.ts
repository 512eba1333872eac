/** What an organisation can be. */
export const ORGANISATION_KINDS = [
  'secondary_school',
  'comprehensive_school',
  'higher_vocational_college',
  'university',
  'company',
  'association',
  'alliance',
  'authority',
  'training_centre',
] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

export const GROUP_KINDS = ['education_group', 'committee', 'alliance'] as const

/** What an organisation is in a group, in the order in which a charter names them. */
export const POSITIONS = [
  'authority',
  'organiser',
  'chair_unit',
  'vice_chair_unit',
  'director_unit',
  'member',
] as const
export type Position = (typeof POSITIONS)[number]

export const RELATIONS = ['father', 'mother', 'grandparent', 'other'] as const

/** How a list of people may be ordered: by pinyin of the name, by number, or newest first. */
export const PEOPLE_SORTS = ['name', 'number', 'start'] as const
export type PeopleSort = (typeof PEOPLE_SORTS)[number]
