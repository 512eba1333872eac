/** Credits go by tenths in the books. */
export const tenths = (credits: number): number => Math.round(credits * 10)

/** Credits together, counted in tenths so that no sum shows the rest of a fraction. */
export const sumCredits = (credits: readonly number[]): number =>
  credits.reduce((sum, each) => sum + tenths(each), 0) / 10
