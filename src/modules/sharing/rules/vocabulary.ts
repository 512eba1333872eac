/** What can be shared: rooms, practice bases with stations, equipment, software seats, people's hours, visits. */
export const OFFER_KINDS = ['room', 'base', 'equipment', 'software', 'hours', 'visit'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]
export const OFFER_STATES = ['draft', 'published', 'withdrawn'] as const
export type OfferState = (typeof OFFER_STATES)[number]
export const FEE_BASES = ['free', 'hour', 'points'] as const
export type FeeBasis = (typeof FEE_BASES)[number]
export const BOOKING_STATES = [
  ...(['requested', 'confirmed', 'waiting', 'refused', 'withdrawn', 'cancelled', 'expired'] as const),
] as const
export type BookingState = (typeof BOOKING_STATES)[number]
/** As it is shown: what was confirmed and is over is done, what was asked for too long is expired. */
export const STATUSES = [...BOOKING_STATES, 'done'] as const
export type Status = (typeof STATUSES)[number]

/** Offers in one booking. */
export const MOST_PARTS = 10
/** Weekly windows and exceptions of one offer. */
export const MOST_WINDOWS = 60
export const MOST_EXCEPTIONS = 200
/** Dates of one series, and days between its first and its last. */
export const MOST_DATES = 60
export const MOST_SERIES_DAYS = 370
/** Outside calendars of one offer. */
export const MOST_CALENDARS = 5
/** Why an outside calendar could not be read. */
export const CALENDAR_PROBLEMS = [
  ...(['inward', 'unreachable', 'redirect', 'status', 'too_large'] as const),
  ...(['not_a_calendar', 'too_many', 'too_slow', 'crashed', 'off'] as const),
] as const
export type CalendarProblem = (typeof CALENDAR_PROBLEMS)[number]
/** What a search may ask for together, and the days between its first and its last. */
export const MOST_WISHES = 4
export const MOST_SEARCH_DAYS = 190
/** Parts of a day, in minutes after midnight. */
export const PARTS_OF_DAY = {
  morning: [360, 720],
  afternoon: [720, 1080],
  evening: [1080, 1440],
  any: [360, 1440],
} as const
export type PartOfDay = keyof typeof PARTS_OF_DAY
export const OUTAGE_KINDS = ['fault', 'maintenance'] as const
export type OutageKind = (typeof OUTAGE_KINDS)[number]
/** Reported by whoever used it, out of use by its owner's word, over, or no fault. */
export const OUTAGE_STATES = ['reported', 'open', 'ended', 'dismissed'] as const
export type OutageState = (typeof OUTAGE_STATES)[number]
/** What two members settle: open until both have confirmed it, or one objects. */
export const SETTLEMENT_STATES = ['open', 'disputed', 'confirmed'] as const
export type SettlementState = (typeof SETTLEMENT_STATES)[number]
/** How equipment came back. */
export const BACK_STATES = ['whole', 'worn', 'damaged', 'missing'] as const
export type BackState = (typeof BACK_STATES)[number]
/** Pictures of one report, and the bytes of each. */
export const MOST_PICTURES = 4
export const PICTURE_BYTES = 10 * 1024 * 1024
export const PICTURE_TYPES = ['.jpg', '.jpeg', '.png', '.webp'] as const
/** A need is open until a booking made for it is confirmed, its member closes it, or its last day has passed. */
export const NEED_STATES = ['open', 'met', 'withdrawn', 'over'] as const
export type NeedState = (typeof NEED_STATES)[number]
/** What can be given for what is needed; free is always welcome. */
export const PAID = ['hour', 'points'] as const
/** Words that say what is needed. */
export const MOST_WORDS = 5
