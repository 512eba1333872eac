/** The zone in whose days the groups count; what has a zone of its own (a person's letters) says so itself. */
export const GROUP_ZONE = 'Asia/Shanghai'

const days = new Intl.DateTimeFormat('sv-SE', { timeZone: GROUP_ZONE })

/** The day of an instant as the groups count, `yyyy-mm-dd`. */
export const dayOf = (instant: Date | string): string => days.format(new Date(instant))

/** Today as the groups count, `yyyy-mm-dd`. */
export const today = (): string => dayOf(new Date())

/** The day that many days after another, or before it. */
export function daysAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Monday is 1, Sunday 7. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** The Monday with which the week of a day begins. */
export const mondayOf = (day: string): string => daysAfter(day, 1 - weekdayOf(day))
