import type { CodeOf } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { zh } from '../messages.zh.ts'

const TRANSLATIONS: Record<string, CodeOf<typeof zh>> = {
  frameworks_name: 'programmes.framework_exists',
  competencies_framework_id_code_key: 'programmes.code_taken',
  occupations_organisation_id_code_key: 'programmes.code_taken',
  research_occupation_id_organisation_id_surveyed_on_key: 'programmes.research_exists',
  programmes_organisation_id_code_key: 'programmes.code_taken',
  courses_version_id_code_key: 'programmes.course_twice',
  courses_company_id_fkey: 'programmes.company_unknown',
  course_aims_competency_id_fkey: 'programmes.competency_used',
  research_skills_competency_id_fkey: 'programmes.competency_used',
  versions_one_a_cohort: 'programmes.cohort_taken',
  reviewers_version_id_affiliation_id_key: 'programmes.reviewer_twice',
  diagnoses_version_id_year_key: 'programmes.diagnosed_already',
  programme_groups_group_id_name_zh_key: 'programmes.group_exists',
}

/** What breaking each constraint of the module's tables means in words. */
for (const [constraint, code] of Object.entries(TRANSLATIONS))
  translateConstraint(constraint, 'conflict', code)
