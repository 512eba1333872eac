import { daysAfter, weekdayOf } from '#platform/contract/days.ts'
/** The calendar day of an instant in a time zone, `yyyy-mm-dd`. */
export function dayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
}

export const DUE_GROUPS = ['overdue', 'week', 'later', 'undated'] as const
export type DueGroup = (typeof DUE_GROUPS)[number]

/** Overdue before today; this week until its Sunday; later; or without a day. */
export function dueGroup(dueOn: string | null, today: string): DueGroup {
  if (dueOn === null) return 'undated'
  if (dueOn < today) return 'overdue'
  return dueOn <= daysAfter(today, 7 - weekdayOf(today)) ? 'week' : 'later'
}
