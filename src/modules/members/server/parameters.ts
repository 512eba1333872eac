import type { Parameter } from '#platform/server/parameters.ts'
import { periodParameters } from './privacy/periods.ts'

/** Days before majority on which guardian and child are told. */
export const majorityNoticeDays: Parameter = {
  ...{ name: 'members.majority_notice_days', unit: 'days', least: 1, most: 365, byGroup: false },
}

/** Of age from this birthday on; `members.is_minor` reads it. */
const majorityAge: Parameter = {
  ...{ name: 'members.majority_age', unit: 'years', least: 1, most: 30, byGroup: false },
}

export const parameters: readonly Parameter[] = [majorityAge, majorityNoticeDays, ...periodParameters]
