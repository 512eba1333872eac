/**
 * The last day on which something counts that counts for so many years from its day: the shortest of these; null when
 * it counts forever. What happened on the 29th of February counts to the 28th where there is none.
 */
export function expiryOf(heldOn: string, years: readonly (number | null)[]): string | null {
  const least = Math.min(...years.map(each => each ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(least)) return null
  const [year = 0, month = 1, day = 1] = heldOn.split('-').map(Number)
  const last = new Date(Date.UTC(year + least, month, 0)).getUTCDate()
  return `${year + least}-${String(month).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`
}
