/** A term as schools name it: the school year that begins in September, and its half; with its days. */
export type Term = { key: string; year: number; half: 1 | 2; from: string; until: string }

/** The term of a day: September to January, February to August. */
export function termOf(day: string): Term {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const first = month >= 9 || month === 1
  const began = month >= 9 ? year : year - 1
  return first
    ? { key: `${began}-1`, year: began, half: 1, from: `${began}-09-01`, until: `${began + 1}-01-31` }
    : { key: `${began}-2`, year: began, half: 2, from: `${began + 1}-02-01`, until: `${began + 1}-08-31` }
}

/** The term of a day and those before it, the latest first. */
export function termsUntil(day: string, count: number): Term[] {
  const terms = [termOf(day)]
  while (terms.length < count) {
    const { half, year } = terms.at(-1) as Term
    terms.push(termOf(half === 1 ? `${year}-08-31` : `${year + 1}-01-31`))
  }
  return terms
}
