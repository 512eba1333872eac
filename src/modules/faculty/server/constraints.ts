import type { CodeOf } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { zh } from '../messages.zh.ts'

const TRANSLATIONS: Record<string, CodeOf<typeof zh>> = {
  stays_ahead: 'faculty.ahead',
  stays_corrects: 'faculty.corrects',
  stays_corrected_once: 'faculty.corrected_once',
  stays_settled: 'faculty.settled',
  stays_step: 'faculty.settled',
  stays_own: 'faculty.own_stay',
  stays_proof: 'faculty.proof',
}

/** What breaking each constraint of the module's tables means in words. */
for (const [constraint, code] of Object.entries(TRANSLATIONS))
  translateConstraint(constraint, 'conflict', code)
