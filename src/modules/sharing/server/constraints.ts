import type { CodeOf } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { zh as needs } from '../messages.needs.zh.ts'
import type { zh as outages } from '../messages.outages.zh.ts'
import type { zh as settlement } from '../messages.settlement.zh.ts'
import type { zh } from '../messages.zh.ts'

const TRANSLATIONS: Record<string, CodeOf<typeof zh & typeof needs & typeof outages & typeof settlement>> = {
  parts_once: 'sharing.taken_meanwhile',
  parts_units: 'sharing.taken_meanwhile',
  parts_blocked: 'sharing.taken_meanwhile',
  parts_stopped: 'sharing.taken_meanwhile',
  handouts_pkey: 'sharing.handed_out',
  parts_booking_id_offer_id_key: 'sharing.offer_twice',
  answers_need_id_offer_id_key: 'sharing.answered',
  settlements_once: 'sharing.settlement_overlaps',
  settlements_settled: 'sharing.settled',
  settlements_own_side: 'sharing.settlement_redraw',
  offers_promised: 'sharing.promised',
  bookings_step: 'sharing.wrong_state',
  bookings_agreed: 'sharing.wrong_state',
}

/** What breaking each constraint of the module's tables means in words. */
for (const [constraint, code] of Object.entries(TRANSLATIONS))
  translateConstraint(constraint, 'conflict', code)
