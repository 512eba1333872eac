import type { Bridge, Leaf, Outcome, ProgrammeLevel } from '../bridge.ts'

/** A course of a programme's version, with what it teaches. */
export type Course = {
  id: string
  credits: number
  competencies: readonly { id: string; level: number }[]
}
/** A version of a programme. A node names the one that newcomers learn by. */
export type Version = { id: string; courses: readonly Course[] }

/** A place on the map: a programme, or an occupation to work in. */
export type Place = {
  id: string
  kind: 'programme' | 'occupation'
  /** null for occupations. */
  level: ProgrammeLevel | null
  /** Where it is taught, as constraints name it; null where nobody said. */
  region: string | null
  partTime: boolean
  versionId: string | null
}

/** A course that takes learners of elsewhere, by which a gap can be closed. */
export type Offer = {
  courseId: string
  competencies: readonly { id: string; level: number }[]
  months: number
  feeFen: number
}

/** What a bridge rests on. Only a clause of a signed agreement binds anybody. */
export type Basis =
  | { kind: 'clause'; agreementId: string; versionId: string; clause: number }
  /** A national or group-wide expectation, by the name of the policy parameter that holds it. */
  | { kind: 'default'; parameter: string }
  /** The programme says that it leads to the occupation. */
  | { kind: 'occupation' }

/** A bridge as the planner takes it: its rule, what it rests on and when it holds. */
export type MapBridge = {
  /** A UUID: that of the clause, or one of its own. */
  id: string
  basis: Basis
  rule: Bridge
  /** Days on which a step over it may begin, both counted; null: open. */
  fromDay: string | null
  untilDay: string | null
  /** Years of entry it holds for, both counted; null: open. */
  fromCohort: number | null
  untilCohort: number | null
}

export type World = {
  places: readonly Place[]
  versions: readonly Version[]
  offers: readonly Offer[]
}

export type OwnOutcome = Outcome & { credits: number | null }

/** Who asks: where they learn, what they have. */
export type Learner = {
  /** Programmes (or occupations) they are in or have finished; `monthsLeft` 0 when finished. */
  at: readonly { placeId: string; monthsLeft: number; cohort: number | null }[]
  outcomes: readonly OwnOutcome[]
}

/** Where somebody wants to be: at a place, at any programme of a level, or at any other programme that keeps their credit. */
export type Goal =
  | { kind: 'place'; id: string }
  | { kind: 'level'; level: ProgrammeLevel }
  | { kind: 'credit' }

export type Constraints = {
  /** Regions to stay in; null: anywhere. A place without a region is not left out. */
  regions: readonly string[] | null
  partTimeOnly: boolean
  bindingOnly: boolean
  maxMonths: number | null
  maxFen: number | null
}

export const CRITERIA = ['months', 'credits', 'fen', 'certainty'] as const
export type Criterion = (typeof CRITERIA)[number]

export type Limits = {
  /** Steps of a way at most. */
  steps: number
  /** Ways are compared in these: the time of the whole way, credit and cost of each step rounded up to whole ones. */
  buckets: { months: number; credits: number; fen: number }
  /** Ways handed out, and labels made while looking for them, at most. */
  ways: number
  labels: number
  /** How far ahead anybody plans. */
  horizonMonths: number
  criteria: readonly Criterion[]
}

/** A semester, six credits, two thousand yuan: what a person weighs. */
export const LIMITS: Limits = {
  steps: 6,
  buckets: { months: 6, credits: 6, fen: 200_000 },
  ways: 12,
  labels: 200_000,
  horizonMonths: 240,
  criteria: CRITERIA,
}

/**
 * How sure a step is. `binding`: a signed rule, and everything it asks for is there. `open`: a signed rule, with
 * something still to be done or decided. `indicative`: nobody has promised anything.
 */
export const CERTAINTIES = ['binding', 'open', 'indicative'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** A condition with what became of it: met by an outcome, met once the stage before is finished, or missing. */
export type Requirement =
  | { is: 'all' | 'any'; met: boolean; of: Requirement[] }
  | { is: 'not'; met: boolean; of: Requirement }
  | { is: 'leaf'; met: boolean; leaf: Leaf; outcomeId: string | null; aheadCourseId: string | null }

/** A missing requirement that the way closes: by a course on offer, or by the learner's own doing. */
export type Gap = { leaf: Leaf; courses: { courseId: string; months: number; feeFen: number }[] }

/** Credits for a named course of the target: for an outcome on record, or for a course of the stage before. */
export type Credited = {
  recognitionId: string
  outcomeId: string | null
  aheadCourseId: string | null
  courseId: string
  credits: number
}

export type Step = {
  fromId: string | null
  toId: string
  bridgeId: string
  basis: Basis
  certainty: Certainty
  /** Why a signed rule is `open` and not `binding`. */
  because: ('gap' | 'own_doing' | 'quota' | 'runs_out')[]
  startsOn: string
  /** No intake on this day has been announced yet: it is the same day of a later year. */
  intakeAssumed: boolean
  endsOn: string
  /** From its start, what was recognised taken off. */
  months: number
  gapMonths: number
  feeFen: number
  entry: Requirement
  gaps: Gap[]
  recognised: Credited[]
  recognisedCredits: number
  /** At most so many can be: the rule's cap, or all credits of the target. */
  recognisableCredits: number
  targetCredits: number
  missingCourses: { courseId: string; credits: number }[]
  untilCohort: number | null
  untilDay: string | null
  automatic: boolean
}

/** What ways are compared by, in whole buckets. */
export type Figures = { months: number; creditsNotKept: number; feeFen: number; certainty: Certainty }
export type Way = { figures: Figures; steps: Step[] }

export type Plan = {
  ways: Way[]
  /** A way of no more steps than one of `ways`, which is better nevertheless: why not the obvious one. */
  worse: { way: Way; than: number } | null
  /** What limit cut the answer short, if one did: there may be more or better ways. */
  cutShort: 'labels' | 'ways' | null
  /** How much was looked at. */
  labels: number
}
