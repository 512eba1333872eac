export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE
/** The groups' zone is so far ahead of UTC and has had no summer time since 1991: every day has 1,440 minutes. */
const AHEAD = 8 * 60 * MINUTE

/** The instant so many minutes after the midnight with which a day begins in the groups' zone. */
export const instantOf = (day: string, minute: number): number => Date.parse(day) - AHEAD + minute * MINUTE

/** Days can be counted, from the first of 1970 on: for those who ask a thousand times what a day is. */
export const numberOf = (day: string): number => Date.parse(day) / DAY
export const dayNumbered = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10)
/** Monday is 1, Sunday 7. */
export const weekdayNumbered = (n: number): number => ((n + 3) % 7) + 1
/** The number of the day in which an instant lies in the groups' zone, and the instant with which a day begins there. */
export const numberAt = (instant: number): number => Math.floor((instant + AHEAD) / DAY)
export const beginOf = (n: number): number => n * DAY - AHEAD

/** The day in which an instant of our time lies. */
export const dayAt = (instant: number): string => dayNumbered(numberAt(instant))

/** "14:00" of an instant, in the groups' zone. */
export function clockOf(instant: number): string {
  const minutes = (instant - beginOf(numberAt(instant))) / MINUTE
  return minuteText(Math.floor(minutes))
}

/** "14:00" for 840; the end of a day is 24:00. */
export const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The end of a time as a field for times can hold it: such a field knows midnight as 00:00 alone. */
export const typedEnd = (clock: string): string => (clock === '24:00' ? '00:00' : clock)
export const endOf = (typed: string): string => (typed === '00:00' ? '24:00' : typed)

/** 840 for "14:00"; NaN for what is no time of a day. */
export function minuteOf(text: string): number {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(text) ?? []
  const minute = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && minute <= 1440 ? minute : Number.NaN
}
