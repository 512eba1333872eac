/** How a guardianship stands for the school that keeps it. */
export const GUARDIANSHIP_STANDINGS = [
  'proposed',
  'open',
  'refused',
  'ended',
  'barred',
  'of_age',
  'left',
] as const
export type GuardianshipStanding = (typeof GUARDIANSHIP_STANDINGS)[number]

/** How it stands for the guardian: an end by the school is told without its reason. */
export const CHILD_STANDINGS = ['proposed', 'open', 'refused', 'closed', 'of_age', 'left', 'unknown'] as const
export type ChildStanding = (typeof CHILD_STANDINGS)[number]

export const GUARDIANSHIP_STEPS = [
  'proposed',
  'confirmed',
  'refused',
  'ended',
  'apart',
  'together',
  'barred',
  'lifted',
] as const
export type GuardianshipStep = (typeof GUARDIANSHIP_STEPS)[number]

export type GuardianshipFacts = {
  state: 'proposed' | 'confirmed' | 'refused'
  endsOn: string | null
  barredOn: string | null
  /** Of the guardian's own entry and of the student's. */
  guardianEndsOn: string | null
  studentEndsOn: string | null
  studentIsMinor: boolean
}

/** What a school sees of a guardianship; only `open` lets the guardian read. */
export function guardianshipStanding(facts: GuardianshipFacts): GuardianshipStanding {
  if (facts.barredOn) return 'barred'
  if (facts.state === 'refused') return 'refused'
  if (facts.endsOn || facts.guardianEndsOn) return 'ended'
  if (facts.studentEndsOn) return 'left'
  if (!facts.studentIsMinor) return 'of_age'
  return facts.state === 'confirmed' ? 'open' : 'proposed'
}

/** Steps the school can take as a guardianship stands. */
export function schoolSteps(standing: GuardianshipStanding): readonly GuardianshipStep[] {
  if (standing === 'barred') return ['lifted']
  if (standing === 'open') return ['ended', 'apart', 'together', 'barred']
  // A refusal is looked into and then laid aside; whoever refused may still have to be barred.
  if (standing === 'proposed' || standing === 'refused') return ['ended', 'barred']
  return ['barred']
}

type Known = { name: string; phone: string | null; email: string | null }
const digits = (phone: string | null) => phone?.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '') || null

/**
 * Whether a school has this human already: the same name and the same phone or e-mail. Names alone say nothing,
 * unless neither entry has anything else.
 */
export function isSameGuardian(one: Known, other: Known): boolean {
  if (one.name.trim() !== other.name.trim()) return false
  const [phone, otherPhone] = [digits(one.phone), digits(other.phone)]
  const [email, otherEmail] = [one.email?.toLowerCase() ?? null, other.email?.toLowerCase() ?? null]
  if (phone !== null && phone === otherPhone) return true
  if (email !== null && email === otherEmail) return true
  return phone === null && otherPhone === null && email === null && otherEmail === null
}
