import type { BookingFacts, OfferFacts } from '../policy.ts'
import type { BookingState, OfferState } from '../rules/vocabulary.ts'

/** What the examples of this module's endpoints need: offers of school A, booked by a teacher of college B. */
export type SharingWorld = {
  /** An offer made for the call, open on every day from eight to eight. */
  offer(state: OfferState): Promise<{ id: string; version: number; facts: OfferFacts }>
  /** A booking of such an offer, made for the call, in this state; `past` puts it behind us. */
  booking(
    state: BookingState,
    past?: boolean,
  ): Promise<{ id: string; partId: string; version: number; facts: BookingFacts }>
  /** A time of two hours, some days ahead, at which it is open. */
  time(): { from: string; until: string }
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly sharing: SharingWorld
  }
}
