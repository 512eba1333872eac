export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE
/** The groups' zone is so far ahead of UTC and has had no summer time since 1991: every day has 1,440 minutes. */
const AHEAD = 8 * 60 * MINUTE

/** The instant so many minutes after the midnight with which a day begins in the groups' zone. */
export const instantOf = (day: string, minute: number): number => Date.parse(day) - AHEAD + minute * MINUTE

/** The day in which an instant of our time lies: as `dayOf`, for those who ask a thousand times. */
export const dayAt = (instant: number): string => new Date(instant + AHEAD).toISOString().slice(0, 10)

/** "14:00" of an instant, in the groups' zone. */
export function clockOf(instant: number): string {
  const minutes = (instant - instantOf(dayAt(instant), 0)) / MINUTE
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
