/** The terms one enters results for: the one that runs and the five before it. The first half begins in September. */
export function recentTerms(today = new Date()): string[] {
  const month = today.getMonth() + 1
  let year = month >= 9 ? today.getFullYear() : today.getFullYear() - 1
  let half = month >= 9 || month === 1 ? 1 : 2
  const terms: string[] = []
  while (terms.length < 6) {
    terms.push(`${year}-${year + 1}-${half}`)
    if (half === 1) {
      half = 2
      year -= 1
    } else half = 1
  }
  return terms
}
