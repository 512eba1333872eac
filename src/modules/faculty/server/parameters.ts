import type { Db } from '#platform/server/database/session.ts'
import { type Parameter, readParameters } from '#platform/server/parameters.ts'
import type { PracticeRule } from '../rules/ledger.ts'

/** Months of enterprise practice, within so many years, and the days a month counts for. */
export const practiceMonths: Parameter = {
  ...{ name: 'faculty.practice_months', unit: 'months', least: 1, most: 60, byGroup: false },
}
export const practiceYears: Parameter = {
  ...{ name: 'faculty.practice_years', unit: 'years', least: 1, most: 10, byGroup: false },
}
export const monthDays: Parameter = {
  ...{ name: 'faculty.month_days', unit: 'days', least: 20, most: 31, byGroup: false },
}
/** Months of practice in each calendar year. */
export const yearlyMonths: Parameter = {
  ...{ name: 'faculty.yearly_months', unit: 'months', least: 0, most: 12, byGroup: false },
}
/** How long before practice falls short, or a status ends, its teacher is told. */
export const remindDays: Parameter = {
  ...{ name: 'faculty.remind_days', unit: 'days', least: 1, most: 730, byGroup: false },
}

export const parameters: readonly Parameter[] = [
  ...[practiceMonths, practiceYears, monthDays, yearlyMonths, remindDays],
]

/** The numbers that hold today, as the rules take them. */
export async function readRule(db: Db): Promise<PracticeRule> {
  const [months = 0, years = 0, days = 0, yearly = 0] = await readParameters(db, [
    ...[practiceMonths, practiceYears, monthDays, yearlyMonths],
  ])
  return { years, needed: Math.round(months * days), yearly: Math.round(yearly * days) }
}
