/** How a door stands: before it opens, open, over, or never because the booking is not confirmed. */
export const DOOR_PHASES = ['early', 'open', 'over', 'none'] as const
export type DoorPhase = (typeof DOOR_PHASES)[number]

/**
 * How a visit stands for whoever is expected: to come; at the door without having confirmed what is to be known before
 * first use; there; over and not yet confirmed without having signed in; confirmed as there or as not there.
 */
export const VISIT_STATES = ['expected', 'to_brief', 'arrived', 'unseen', 'present', 'absent'] as const
export type VisitState = (typeof VISIT_STATES)[number]

type Time = { from: number; until: number }

export function phaseOf(
  confirmed: boolean,
  { from, until }: Time,
  earlyMinutes: number,
  now: number,
): DoorPhase {
  if (!confirmed) return 'none'
  if (now >= until) return 'over'
  return now >= from - earlyMinutes * 60_000 ? 'open' : 'early'
}

export type Visited = Time & { arrived: boolean; briefed: boolean; present: boolean | null }

export function visitStateOf({ arrived, briefed, present, until }: Visited, now: number): VisitState {
  if (present !== null) return present ? 'present' : 'absent'
  if (arrived) return briefed ? 'arrived' : 'to_brief'
  return now >= until ? 'unseen' : 'expected'
}

/** Hours of a time as a record holds them, to the hundredth. */
export const hoursOf = ({ from, until }: Time): number => Math.round((until - from) / 36_000) / 100

export type Line = {
  id: string
  /** A learner: what they did goes into their record. Others count as people alone. */
  learner: boolean
  present: boolean | null
  /** What stands in the record, and how often something has been entered there for this booking. */
  outcomeId: string | null
  entered: number
}
type Change = { id: string; present: boolean }
export type Steps = {
  /** Everybody, as they are from now on. */
  lines: Change[]
  /** To enter in a record, each under a key that has not been used. */
  enter: { id: string; attempt: number }[]
  revoke: { id: string; outcomeId: string }[]
  /** Whether somebody who was confirmed to be there, or not to be, is now said otherwise. */
  corrects: boolean
}

/**
 * What confirming who was there changes: said again it changes nothing, and whatever was said before, the record of a
 * learner holds one entry when they were there and none when they were not.
 */
export function stepsOf(lines: readonly Line[], present: ReadonlySet<string>): Steps {
  const steps: Steps = { lines: [], enter: [], revoke: [], corrects: false }
  for (const line of lines) {
    const now = present.has(line.id)
    steps.lines.push({ id: line.id, present: now })
    if (line.present !== null && line.present !== now) steps.corrects = true
    if (line.outcomeId && !now) steps.revoke.push({ id: line.id, outcomeId: line.outcomeId })
    if (line.learner && now && line.present !== true)
      steps.enter.push({ id: line.id, attempt: line.entered + 1 })
  }
  return steps
}

/** What a record's title takes. */
const FULL = 200
/** What was done where, in at most as many characters as a record takes. */
export function evidenceTitle(what: readonly string[], where: readonly (string | null)[]) {
  const places = where.filter(place => place !== null)
  const cut = (title: string) => (title.length <= FULL ? title : `${title.slice(0, FULL - 1)}…`)
  return {
    zh: cut(`${what.join('、')}（${places.join('，')}）`),
    en: cut(`${what.join(', ')} (${places.join(', ')})`),
  }
}
