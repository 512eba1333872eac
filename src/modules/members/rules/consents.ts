/** What a school asks consent for; `other` is a purpose in its own words. */
export const CONSENT_PURPOSES = ['photo', 'work', 'contact', 'data', 'trip', 'health', 'other'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

export const CONSENT_ANSWERS = ['given', 'refused', 'withdrawn'] as const
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number]
export const CONSENT_CAPACITIES = ['guardian', 'student'] as const
export type ConsentCapacity = (typeof CONSENT_CAPACITIES)[number]

/** Only `given` is a consent; `nobody`: there is nobody yet who could sign. */
export const CONSENT_STATES = [
  'given',
  'waiting',
  'nobody',
  'disagreed',
  'refused',
  'withdrawn',
  'lapsed',
  'left',
  'closed',
] as const
export type ConsentState = (typeof CONSENT_STATES)[number]

/** States in which no answer is taken any more. */
export const isOver = (state: ConsentState): boolean => ['lapsed', 'left', 'closed'].includes(state)
/** States of which the school has to be told: somebody who decides is against it. */
export const isAgainst = (state: ConsentState): boolean =>
  ['disagreed', 'refused', 'withdrawn'].includes(state)

/** One guardian of the student, as far as a consent depends on them, and their latest answer to it. */
export type GuardianAnswer = {
  /** Has access today. */
  open: boolean
  barred: boolean
  answer: ConsentAnswer | null
}

export type ConsentFacts = {
  closed: boolean
  studentLeft: boolean
  lapsed: boolean
  /** Unknown while the school has no birth date. */
  age: 'minor' | 'adult' | 'unknown'
  needsAll: boolean
  alsoStudent: boolean
  guardians: readonly GuardianAnswer[]
  student: ConsentAnswer | null
}

/**
 * How a consent stands. For a minor a guardian decides (Civil Code of the PRC, art. 19 and 23);
 * whoever is of age decides alone, and what guardians signed for them before no longer counts. A guardian's
 * signature outlasts the guardianship, unless a court has barred them; a former guardian's refusal does not. Nobody
 * is outvoted: one against is a disagreement, and that is no consent.
 */
export function standingOf(facts: ConsentFacts): ConsentState {
  if (facts.closed) return 'closed'
  if (facts.studentLeft) return 'left'
  if (facts.lapsed) return 'lapsed'
  if (facts.age === 'unknown') return 'nobody'
  const minor = facts.age === 'minor'
  const guardians = minor ? facts.guardians : []
  const own = !minor || facts.alsoStudent ? facts.student : null
  const open = guardians.filter(guardian => guardian.open)
  const given = guardians.filter(guardian => guardian.answer === 'given' && !guardian.barred)
  const answers = [...open.map(guardian => guardian.answer), own]
  const someFor = given.length > 0 || own === 'given'
  const someAgainst = answers.includes('refused') || answers.includes('withdrawn')
  if (someFor && someAgainst) return 'disagreed'
  if (answers.includes('refused')) return 'refused'
  if (someAgainst) return 'withdrawn'
  if (minor && open.length === 0 && given.length === 0) return 'nobody'
  const all = open.length > 0 && open.every(guardian => guardian.answer === 'given')
  const guardiansGave = !minor || (facts.needsAll ? all : given.length > 0)
  const studentGave = (minor && !facts.alsoStudent) || own === 'given'
  return guardiansGave && studentGave ? 'given' : 'waiting'
}

/**
 * Whether somebody who may sign can give this answer, having answered `last` before: giving is possible until it is
 * given, refusing once, withdrawing what one gave oneself or what holds without one's own signature.
 */
export function canAnswer(state: ConsentState, last: ConsentAnswer | null, answer: ConsentAnswer): boolean {
  if (isOver(state)) return false
  if (answer === 'given') return last !== 'given'
  if (answer === 'refused') return last === null && state !== 'given'
  return last === 'given' || (last === null && state === 'given')
}
