/** How far a version has come. Whether a signed one is in force follows from its dates: `statusOf`. */
export const STATES = ['draft', 'review', 'signed', 'ended', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** What a version is to a reader today. */
export const STATUSES = ['draft', 'review', 'coming', 'in_force', 'over', 'withdrawn'] as const
export type Status = (typeof STATUSES)[number]

/** What a party is in an agreement; which of them a kind of agreement has stands with the kind. */
export const PARTY_ROLES = [
  'sender',
  'receiver',
  'school',
  'company',
  'host',
  'user',
  'provider',
  'partner',
  'witness',
] as const
export type PartyRole = (typeof PARTY_ROLES)[number]

export const SIGNING_MODES = ['account', 'scan'] as const
export type SigningMode = (typeof SIGNING_MODES)[number]

/**
 * What becomes of those who are on it when an agreement ends: they finish under it, all stops on the day, or, where a
 * later version took over, they go on under that.
 */
export const HANDOVERS = ['finish', 'stop', 'move'] as const
export type Handover = (typeof HANDOVERS)[number]

export const ENDING_STATES = ['proposed', 'agreed', 'refused', 'withdrawn'] as const
export type EndingState = (typeof ENDING_STATES)[number]

/** The kind of a clause that is text and nothing else. */
export const TEXT_CLAUSE = 'text'
/** A place in a text that is still to be filled in. */
export const BLANK = '＿＿'

export const MOST_CLAUSES = 60
export const MOST_PARTIES = 20
