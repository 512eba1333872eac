/** One use of what a member has by another. */
export type Use = {
  bookingId: string
  giverId: string
  hours: number
  personHours: number
  fen: number
  points: number
}
export type Amount = { bookings: number; hours: number; personHours: number; fen: number; points: number }
export type Settled = {
  given: Amount
  taken: Amount
  /** What was given less what was taken: above nothing, the other side owes it. */
  net: Omit<Amount, 'bookings'> & { worth: number }
}

/** In hundredths, so that sums come out the same in whatever order. */
const round = (count: number) => Math.round(count * 100) / 100

function sumOf(uses: readonly Use[]): Amount {
  const sum = (of: (use: Use) => number) =>
    uses.reduce((all, use) => all + Math.round(of(use) * 100), 0) / 100
  return {
    bookings: new Set(uses.map(({ bookingId }) => bookingId)).size,
    ...{ hours: sum(use => use.hours), personHours: sum(use => use.personHours) },
    ...{ fen: sum(use => use.fen), points: sum(use => use.points) },
  }
}

/** What one member gave and took, and what is left between the two; points count for as much as was agreed on. */
export function settle(uses: readonly Use[], own: string, pointFen: number): Settled {
  const given = sumOf(uses.filter(({ giverId }) => giverId === own))
  const taken = sumOf(uses.filter(({ giverId }) => giverId !== own))
  const less = (of: keyof Omit<Amount, 'bookings'>) => round(given[of] - taken[of])
  const net = {
    hours: less('hours'),
    personHours: less('personHours'),
    fen: less('fen'),
    points: less('points'),
  }
  return { given, taken, net: { ...net, worth: net.fen + net.points * pointFen } }
}
