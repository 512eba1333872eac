/** Days are `yyyy-mm-dd` texts throughout: they carry no time zone and compare as they are. */
export type Calendar = {
  /** The calendar year in which the present school year began, on 1 September. */
  year: number
  /** The first day of the present school year: ages and "now" of the demo group are told from here. */
  asOf: string
  /** The three cohorts at school, newest first. */
  cohorts: readonly [number, number, number]
}

/** The school year that a day (`yyyy-mm-dd`) lies in. Everything in the demo group follows from it. */
export function calendarOf(today: string): Calendar {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new Error(`not a day: ${today}`)
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0)
  return { year, asOf: `${year}-09-01`, cohorts: [year, year - 1, year - 2] }
}
