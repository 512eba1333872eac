import type { Role } from '#platform/contract/access.ts'
import { daysAfter } from '#platform/contract/days.ts'

/** What a person may ask to have put right. `joining` says that the entry is not theirs. */
export const CORRECTED_FIELDS = [
  'name',
  'number',
  'email',
  'phone',
  'birth_date',
  'class',
  'position',
  'joining',
] as const
export type CorrectedField = (typeof CORRECTED_FIELDS)[number]

const DAY = /^\d{4}-\d\d-\d\d$/
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^[+\d][\d ()-]{2,38}$/

/** Whether the calendar has it: there is no thirtieth of February. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** Whether a wish can be an entry's value at all; the organisation then decides whether it is right. */
export function isPossible(field: CorrectedField, wanted: string | null, today: string): boolean {
  if (field === 'joining') return wanted === null
  if (wanted === null) return false
  if (field === 'birth_date') return DAY.test(wanted) && isDay(wanted) && wanted <= today
  if (field === 'email') return wanted.length <= 254 && MAIL.test(wanted)
  if (field === 'phone') return PHONE.test(wanted)
  if (/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(wanted)) return false
  return wanted.length <= (field === 'number' ? 40 : 100)
}

/** The period that says how long an organisation keeps an entry of this role after its person has gone. */
export function keptPeriodOf(role: Role): `kept_${'student' | 'staff' | 'family' | 'resident'}` {
  if (role === 'student' || role === 'resident') return `kept_${role}`
  return role === 'guardian' ? 'kept_family' : 'kept_staff'
}

/** Until when an entry may be kept at the longest: counted from its end, or from today while it runs. */
export function keepUntil(entry: { endsOn: string | null; today: string; days: number }): string {
  const { endsOn, today, days } = entry
  const until = daysAfter(endsOn && endsOn < today ? endsOn : today, days)
  return until < today ? today : until
}
