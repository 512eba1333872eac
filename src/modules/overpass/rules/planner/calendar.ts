/**
 * Days as numbers that compare like days: year, month and day side by side, a month being 32 of them. Adding months
 * keeps the day of the month; a 31st of a shorter month then compares as its last moment, which is what it means.
 */
export const MONTH = 32
export const NEVER = 2 ** 30

/** Of a day as YYYY-MM-DD. */
export function dayCode(day: string): number {
  const year = digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3)
  const month = digit(day, 5) * 10 + digit(day, 6)
  return (year * 12 + month - 1) * MONTH + digit(day, 8) * 10 + digit(day, 9)
}
const digit = (day: string, at: number) => day.charCodeAt(at) - 48
export const yearOf = (code: number) => Math.floor(code / MONTH / 12)
export const firstDayOf = (year: number) => year * 12 * MONTH + 1
/** Day within the year, the same from year to year. */
export const withinYear = (code: number) => code % (12 * MONTH)

/** As a day; past the end of a month it is the month's last. */
export function dayOf(code: number): string {
  const months = Math.floor(code / MONTH)
  const [year, month] = [Math.floor(months / 12), months % 12]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(code % MONTH, last))).toISOString().slice(0, 10)
}
