import { today } from '#platform/contract/days.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import { type Parameter, readParameter, readParameterHistory } from '#platform/server/parameters.ts'

export const PERIODS = [
  'cooling_off',
  'export_kept',
  'joining_undo',
  'correction_answer',
  'transfer_answer',
  'kept_student',
  'kept_staff',
  'kept_family',
  'kept_resident',
] as const
export type PeriodName = (typeof PERIODS)[number]

/** Days, at most about a hundred years. */
const parameterOf = (name: PeriodName): Parameter => ({
  ...{ name: `privacy.${name}_days`, unit: 'days', least: 0, most: 40_000, byGroup: false },
})

export const periodParameters = PERIODS.map(parameterOf)

/** The days of a period as they hold today. */
export const daysOf = (db: Db, name: PeriodName): Promise<number> => readParameter(db, parameterOf(name))

type Period = { key: string; days: number; since: string; source: Bilingual; verified: boolean }

/** Every period as it holds today, with where it comes from. */
export async function readPeriods(db: Db): Promise<Period[]> {
  const periods = []
  for (const key of PERIODS) {
    const history = await readParameterHistory(db, parameterOf(key))
    const now = history.find(one => one.validFrom <= today())
    if (now)
      periods.push({ key, days: now.value, since: now.validFrom, source: now.source, verified: now.verified })
  }
  return periods
}
