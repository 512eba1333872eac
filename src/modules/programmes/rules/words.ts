import type { Finding } from './plan.ts'

/** A message key with its values. */
export type Phrase = { key: `programmes.figure.${Figure}`; data: { value: number } }
type Figure = 'share' | 'hours' | 'courses' | 'months' | 'per_credit' | 'beside'

const FIGURES: Record<Finding['rule'], Figure> = {
  practice_share_least: 'share',
  elective_share_least: 'share',
  core_courses_least: 'courses',
  core_courses_most: 'courses',
  total_hours_about: 'hours',
  total_hours_least: 'hours',
  hours_per_credit_least: 'per_credit',
  hours_per_credit_most: 'per_credit',
  placement_months_least: 'months',
}

const shown = (figure: Figure, value: number) => (figure === 'share' ? Math.round(value * 1000) / 10 : value)

/** A finding's limit and what the plan has, each with its unit, for the page and for the printed plan alike. */
export function findingWords({ rule, value, found }: Finding): { limit: Phrase; found: Phrase } {
  const figure = FIGURES[rule]
  // Rules about single courses have found a number of courses.
  const has: Figure = figure === 'per_credit' ? 'beside' : figure
  const phrase = (figure: Figure, value: number): Phrase => ({
    key: `programmes.figure.${figure}`,
    data: { value: shown(figure, value) },
  })
  return { limit: phrase(figure, value), found: phrase(has, found) }
}
