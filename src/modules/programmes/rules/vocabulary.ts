/** The levels a programme can be at, the lowest first; continuing education stands beside them. */
export const LEVELS = ['secondary', 'higher_vocational', 'bachelor', 'continuing'] as const
export type Level = (typeof LEVELS)[number]

/** How a programme is run. The through forms join two levels under one agreement. */
export const FORMS = [
  'full_time',
  'part_time',
  'order_class',
  'apprenticeship',
  'through_3_2',
  'through_3_4',
  'through_5_2',
  'five_year',
  'top_up',
] as const
export type Form = (typeof FORMS)[number]

export const COURSE_KINDS = ['general', 'core', 'elective', 'practice', 'placement'] as const
export type CourseKind = (typeof COURSE_KINDS)[number]

export const STATES = ['draft', 'review', 'approved', 'in_force', 'closed'] as const
export type State = (typeof STATES)[number]

/** For whom somebody sits on a committee; only the first two count towards its composition. */
export const SIDES = ['school', 'company', 'other'] as const
export type Side = (typeof SIDES)[number]

export const OPINIONS = ['agree', 'revise'] as const
export type Opinion = (typeof OPINIONS)[number]

export const VERDICTS = ['keep', 'adjust', 'replace'] as const

export const FRAMEWORK_KINDS = ['competencies', 'certificate_standard'] as const
export type FrameworkKind = (typeof FRAMEWORK_KINDS)[number]

export const SHARING_MODES = ['shared', 'chosen'] as const
