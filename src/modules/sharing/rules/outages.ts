import { peakOf, type Span } from './availability.ts'
import type { OutageState } from './vocabulary.ts'

/** As an outage is shown: planned before its time and called off before it, over once its time has passed. */
export type OutagePhase = OutageState | 'planned' | 'called_off' | 'over'

export function phaseOf(
  {
    state,
    from,
    until,
    ended,
  }: { state: OutageState; from: number; until: number | null; ended: number | null },
  now: number,
): OutagePhase {
  if (state === 'ended') return ended !== null && ended < from ? 'called_off' : 'ended'
  if (state !== 'open') return state
  if (now < from) return 'planned'
  return until !== null && until <= now ? 'over' : 'open'
}

/** A booking's hold on an offer, the pause after it included. */
export type Hold = Span & { id: string; units: number; madeAt: number; begun: boolean }

/**
 * Who has to give way when so many of an offer are out of use for a time: first come stays first, and each that still
 * fits stays. What has begun is not taken away any more.
 */
export function givingWay(
  all: number,
  holds: readonly Hold[],
  outage: Span & { units: number | null },
): Hold[] {
  const out = { ...outage, units: Math.min(outage.units ?? all, all) }
  const touched = holds.filter(one => one.from < out.until && out.from < one.until)
  const order = touched.toSorted(
    (a, b) =>
      Number(b.begun) - Number(a.begun) || a.madeAt - b.madeAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
  const kept: Hold[] = []
  const gives: Hold[] = []
  for (const hold of order) {
    const during = { from: Math.max(hold.from, out.from), until: Math.min(hold.until, out.until) }
    const fits = peakOf([...kept, out], during) + hold.units <= all
    if (fits || hold.begun) kept.push(hold)
    else gives.push(hold)
  }
  return gives
}
