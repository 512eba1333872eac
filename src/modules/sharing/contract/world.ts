import type { BookingFacts, NeedFacts, OfferFacts } from '../policy.ts'
import type { BookingState, OfferState } from '../rules/vocabulary.ts'

/** What the examples of this module's endpoints need: offers of school A, booked by a teacher of college B. */
export type SharingWorld = {
  /** An offer made for the call, open on every day from eight to eight. */
  offer(state: OfferState): Promise<{ id: string; version: number; facts: OfferFacts }>
  /** A booking of such an offer, made for the call, in this state, days ahead, days behind us or at present. */
  booking(
    state: BookingState,
    when?: 'ahead' | 'past' | 'now',
  ): Promise<{ id: string; partId: string; version: number; facts: BookingFacts }>
  /** A time of two hours, some days ahead, at which it is open. */
  time(): { from: string; until: string }
  /** Two weeks from then on, one weekday of each, two hours. */
  weeks(): { fromDay: string; untilDay: string; weekdays: string; from: string; until: string }
  /** A series with one date of an offer made for the call. */
  series(state: 'requested' | 'confirmed'): Promise<{ id: string; facts: BookingFacts }>
  /** The secret of a calendar address of the asker's own. */
  feedToken(): Promise<string>
  /** An outside calendar of an offer made for the call. */
  calendar(): Promise<{ id: string; offer: { id: string; facts: OfferFacts } }>
  /** An open need of a teacher of college B, made for the call, with an offer of school A put forward. */
  need(): Promise<{ id: string; version: number; answerId: string; facts: NeedFacts }>
  /** A fault of an offer of school A, reported by a teacher of college B who has used it, with a picture. */
  outage(state: 'reported' | 'open'): Promise<{
    id: string
    pictureId: string
    offer: { id: string; facts: OfferFacts }
    facts: { organisationId: string; affiliationId: string }
  }>
  /** An offer of school A that the asker's organisation has used. */
  used(): Promise<{ id: string; facts: { organisationId: string; userIds: readonly string[] } }>
  /** Equipment of school A in a confirmed booking, still there or handed out. */
  handout(state: 'ready' | 'out'): Promise<{ id: string; partId: string; facts: BookingFacts }>
  /** A term that is over with a use between the asker's organisation and another, not settled yet. */
  unsettled(): Promise<{ other: string; from: string; until: string }>
  /** What school A and college B settle, drawn up by college B. */
  settlement(): Promise<{ id: string; version: number; facts: { sideIds: readonly string[] } }>
  /** A published offer of the asker's own organisation, made for the call. */
  ownOffer(): Promise<string>
  /** Somebody of the taker who can be named for such a booking. */
  visitor(): Promise<string>
  /** A booking at which the asker is expected. */
  visit(): Promise<string>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly sharing: SharingWorld
  }
}
