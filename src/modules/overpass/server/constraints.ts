import type { CodeOf } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { zh as admissions } from '../messages.admissions.zh.ts'
import type { zh } from '../messages.zh.ts'

const TRANSLATIONS: Record<string, CodeOf<typeof zh & typeof admissions>> = {
  spendings_once: 'overpass.spent',
  accounts_not_overdrawn: 'overpass.cap_reached',
  appeals_once: 'overpass.appealed',
  intakes_once_a_year: 'overpass.intake_exists',
  intakes_seats_hold: 'overpass.no_seat',
  applications_once: 'overpass.applied_already',
}

/** What breaking each constraint of the module's tables means in words. */
for (const [constraint, code] of Object.entries(TRANSLATIONS))
  translateConstraint(constraint, 'conflict', code)
