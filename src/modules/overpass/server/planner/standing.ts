import { today } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type { Learner } from '../../rules/planner/world.ts'
import { type PlaceRow, selectWhereIStand } from '../queries/map.ts'
import { schoolYearMonth } from './expected.ts'

export const placeOf = ({ id, kind, level, name, region, ...row }: PlaceRow) => ({
  ...{ id, kind, level, name, region },
  organisation: { id: row.organisationId, name: row.organisation },
})

/** Months of a programme that a year of entry still has before it; none for whoever has left. */
export function monthsLeft(
  { months, cohort, ended }: { months: number; cohort: number | null; ended: boolean },
  day: string,
  firstMonth: number,
): number {
  if (ended || cohort === null) return 0
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  // A month that has begun is gone: the stage ends in time for the intake that follows it.
  const gone = (year - cohort) * 12 + month - firstMonth + (date > 1 ? 1 : 0)
  return Math.min(months, Math.max(0, months - gone))
}

/** Where the viewer stands; or at the beginning of nothing, in the programme they name. */
export async function standingOf(
  context: Context,
  places: readonly PlaceRow[],
  from: string | undefined,
): Promise<Learner['at']> {
  const known = new Set(places.map(place => place.id))
  if (from !== undefined)
    return known.has(from) ? [{ placeId: from, monthsLeft: 0, cohort: Number(today().slice(0, 4)) }] : []
  const firstMonth = await readParameter(context.db, schoolYearMonth)
  return (await selectWhereIStand(context.db))
    .filter(row => known.has(row.programmeId))
    .map(row => ({
      ...{ placeId: row.programmeId, cohort: row.cohort },
      monthsLeft: monthsLeft(row, today(), firstMonth),
    }))
}
