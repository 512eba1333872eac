import type { CodeOf } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { zh } from '../messages.zh.ts'

const TRANSLATIONS: Record<string, CodeOf<typeof zh>> = {
  versions_one_open: 'agreements.draft_open',
  versions_fixed: 'agreements.text_fixed',
  versions_step: 'agreements.wrong_state',
  versions_signed: 'agreements.not_all_signed',
  agreements_one_a_cohort: 'agreements.cohorts_overlap',
  parties_version_id_organisation_id_key: 'agreements.party_twice',
  parties_organisation_id_fkey: 'agreements.party_unknown',
  versions_group_id_fkey: 'agreements.group_unknown',
  agreements_kind_fkey: 'agreements.kind_unknown',
  signatures_once: 'agreements.signed_already',
  endings_one_open: 'agreements.ending_open',
  ending_answers_once: 'agreements.answered_already',
}

/** What breaking each constraint of the module's tables means in words. */
for (const [constraint, code] of Object.entries(TRANSLATIONS))
  translateConstraint(constraint, 'conflict', code)
