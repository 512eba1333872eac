/**
 * Asked of its host; the host has other days, and the teacher is to agree; confirmed, and never changed from then on;
 * refused, with the reason; taken back by the teacher.
 */
export const STAY_STATES = ['asked', 'corrected', 'confirmed', 'refused', 'withdrawn'] as const
export type StayState = (typeof STAY_STATES)[number]
/** What its teacher may still change. */
export const CHANGEABLE: readonly StayState[] = ['asked', 'corrected', 'refused']
/** Members at which practice is enterprise practice. */
export const HOST_KINDS = ['company', 'training_centre'] as const
/** How far a teacher has come: the days that count are enough, some, or none. */
export const PRACTICE_STATES = ['enough', 'short', 'none'] as const
export type PracticeState = (typeof PRACTICE_STATES)[number]
/** Levels of the dual-qualified status, the lowest first. */
export const LEVELS = ['junior', 'intermediate', 'senior'] as const
export type Level = (typeof LEVELS)[number]
/** Days of one stay, files of one stay or status, and their bytes. */
export const MOST_DAYS = 1100
export const MOST_FILES = 6
export const FILE_BYTES = 20 * 1024 * 1024
/** Days that are told are of this time. */
export const FIRST_DAY = '1980-01-01'
