import type { Db } from '#platform/server/database/session.ts'
import { type Parameter, readParameters } from '#platform/server/parameters.ts'
import { expectedParameters } from './planner/expected.ts'

const days = (name: Parameter['name']): Parameter => ({
  ...{ name, unit: 'days', least: 1, most: 365, byGroup: true },
})

/** Days in which a receiving school decides a claim. */
export const decideDays = days('overpass.decide_days')
/** Days in which a learner can appeal, from the decision on. */
export const appealDays = days('overpass.appeal_days')
/** Days in which the group's committee decides an appeal. */
export const appealDecideDays = days('overpass.appeal_decide_days')
/** Days in which whoever is offered a seat answers. */
export const offerDays = days('overpass.offer_days')
/** The smallest count of people that others than their own school are told. */
export const countLeast: Parameter = {
  ...{ name: 'overpass.count_least', unit: 'people', least: 2, most: 100, byGroup: false },
}
/** Voices without which nothing is decided. */
export const votesLeast: Parameter = {
  ...{ name: 'overpass.votes_least', unit: 'people', least: 1, most: 15, byGroup: true },
}

const GRADES = ['excellent', 'good', 'medium', 'pass'] as const
const gradeValues = GRADES.map(
  (grade): Parameter => ({
    ...{ name: `overpass.grade.${grade}`, unit: 'percent', least: 0, most: 100, byGroup: false },
  }),
)

/** What the grades of the scale of five are worth in percent, where a rule asks for a score. */
export async function readGrades(db: Db): Promise<Record<string, number>> {
  const values = await readParameters(db, gradeValues)
  return Object.fromEntries(GRADES.map((grade, i) => [grade, values[i] as number]))
}

/** The numbers the credit bank and the planner go by. */
export const parameters: readonly Parameter[] = [
  ...[decideDays, votesLeast, appealDays, appealDecideDays, offerDays, countLeast],
  ...gradeValues,
  ...expectedParameters,
]
