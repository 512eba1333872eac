import type { CodeOf } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { zh as cycle } from '../messages.cycle.zh.ts'
import type { zh as guardians } from '../messages.guardians.zh.ts'
import type { zh as network } from '../messages.network.zh.ts'
import type { zh as organs } from '../messages.organs.zh.ts'
import type { zh } from '../messages.zh.ts'

const TRANSLATIONS: Record<
  string,
  CodeOf<typeof zh & typeof cycle & typeof organs & typeof guardians & typeof network>
> = {
  organisations_code_key: 'members.code_taken',
  organisations_uscc_key: 'members.uscc_taken',
  memberships_number: 'members.number_of_member_taken',
  organs_once: 'members.organ_exists',
  terms_once: 'members.term_exists',
  memberships_once: 'members.member_already',
  contacts_once: 'members.contact_asked_already',
  relations_once: 'members.relation_exists',
  dues_schemes_group_id_first_year_key: 'members.dues_scheme_taken',
  classes_organisation_id_name_key: 'members.class_name_taken',
  affiliations_number: 'members.number_taken',
  affiliations_external: 'members.external_taken',
  affiliations_organisation_id_class_id_fkey: 'members.class_missing',
}

/** What breaking each constraint of the module's tables means in words. */
for (const [constraint, code] of Object.entries(TRANSLATIONS))
  translateConstraint(constraint, 'conflict', code)
