import type { CodeOf } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { zh } from '../messages.zh.ts'

const TRANSLATIONS: Record<string, CodeOf<typeof zh>> = {
  outcomes_result_once: 'records.result_exists',
  outcomes_learner: 'records.learner_missing',
  outcomes_follows: 'records.not_now',
  outcomes_over: 'records.over',
  outcomes_decided_once: 'records.not_now',
  outcomes_revoked_once: 'records.over',
  grade_sheets_once: 'records.sheet_exists',
  disputes_open_once: 'records.dispute_open',
}

/** What breaking each constraint of the module's tables means in words. */
for (const [constraint, code] of Object.entries(TRANSLATIONS))
  translateConstraint(constraint, 'conflict', code)
