import type { ParameterUnit } from '#platform/contract/parameter.ts'
import type { Parameter } from '#platform/server/parameters.ts'
import { parameterName, RULES, type Rule } from '../rules/plan.ts'
import { LEVELS, type Level } from '../rules/vocabulary.ts'

type Kind = readonly [unit: ParameterUnit, least: number, most: number]
const SHARE: Kind = ['share', 0, 1]
const COURSES: Kind = ['courses', 1, 50]
const TOTAL_HOURS: Kind = ['hours', 100, 10_000]
const HOURS_PER_CREDIT: Kind = ['hours', 8, 40]
const KINDS: Record<Rule, Kind> = {
  practice_share_least: SHARE,
  core_courses_least: COURSES,
  core_courses_most: COURSES,
  total_hours_about: TOTAL_HOURS,
  total_hours_least: TOTAL_HOURS,
  elective_share_least: SHARE,
  hours_per_credit_least: HOURS_PER_CREDIT,
  hours_per_credit_most: HOURS_PER_CREDIT,
  placement_months_least: ['months', 1, 24],
}

/** Rules that no source gives for a level. */
const WITHOUT: Record<Level, readonly Rule[]> = {
  secondary: ['total_hours_least'],
  higher_vocational: ['total_hours_about'],
  bachelor: RULES.filter(rule => KINDS[rule] !== HOURS_PER_CREDIT && rule !== 'elective_share_least'),
  continuing: RULES,
}

/** The rules that plans are held against, level by level; they hold for all groups alike. */
export const parameters: readonly Parameter[] = LEVELS.flatMap(level =>
  RULES.filter(rule => !WITHOUT[level].includes(rule)).map((rule): Parameter => {
    const [unit, least, most] = KINDS[rule]
    return { name: parameterName(level, rule), unit, least, most, byGroup: false }
  }),
)
