/** What an outcome can be. */
export const KINDS = [
  'course_result',
  'work',
  'project_rating',
  'award',
  'certificate',
  'placement',
  'practice',
  'short_course',
  'employment',
] as const
export type Kind = (typeof KINDS)[number]

/** What learners may say of themselves and have confirmed; results and ratings come from those who gave them. */
export const CLAIMABLE = ['work', 'award', 'certificate', 'practice', 'short_course', 'employment'] as const

/** What an organisation or a group records of learners who took part with it in something and named themselves to it. */
export const CONFERRED = ['award', 'project_rating', 'placement', 'practice', 'certificate'] as const

/** What can stand in a chain: an outcome or a claim begins something, the others follow it up. */
export const ENTRIES = [
  'outcome',
  'claim',
  'confirmation',
  'refusal',
  'withdrawal',
  'correction',
  'revocation',
] as const
export type Entry = (typeof ENTRIES)[number]

export const STATES = ['confirmed', 'pending', 'refused', 'withdrawn', 'revoked'] as const
export type State = (typeof STATES)[number]

/** Of awards the level of the contest, of certificates their grade. */
export const LEVELS = [
  'school',
  'group',
  'municipal',
  'provincial',
  'national',
  'international',
  'junior',
  'intermediate',
  'senior',
] as const
export const PRIZES = ['first', 'second', 'third', 'merit'] as const
export const VISIBILITIES = ['school', 'private'] as const
export const SITTINGS = ['regular', 'resit', 'retake'] as const
export type Sitting = (typeof SITTINGS)[number]
