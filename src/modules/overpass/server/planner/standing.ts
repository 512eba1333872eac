import { today } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type { Learner } from '../../rules/planner/world.ts'
import { type PlaceRow, type StandingRow, selectWhereIStand } from '../queries/map.ts'
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

/** Where somebody stands; whether they had finished when they left is not known. */
type Standing = Learner['at'][number] & { ended: boolean }

/** Who asks: the entries whose record counts, and where they stand. */
export type Asking = Awaited<ReturnType<typeof standingIn>>

/** Where the viewer stands, and as whose learner; or at the beginning of the programme they name. */
export async function standingOf(context: Context, from: string | undefined): Promise<Asking> {
  if (from !== undefined) {
    const cohort = Number(today().slice(0, 4))
    const at = (places: readonly PlaceRow[]): Standing[] =>
      places
        .filter(place => place.id === from)
        // A newcomer of this year has all of it before them.
        .map(({ id, months }) => ({ placeId: id, monthsLeft: months ?? 0, cohort, ended: false }))
    return { learnerIds: [], at }
  }
  return standingIn(context.db, await selectWhereIStand(context.db))
}

/** Where somebody stands by their classes, the latest first. */
export async function standingIn(db: Db, rows: readonly StandingRow[]) {
  const firstMonth = await readParameter(db, schoolYearMonth)
  // Who was in a programme twice stands there as they were last.
  const latest = new Map(rows.toReversed().map(row => [row.programmeId, row]))
  const at = (places: readonly PlaceRow[]): Standing[] => {
    const monthsOf = new Map(places.map(place => [place.id, place.months ?? 0]))
    return [...latest.values()].flatMap(({ programmeId, cohort, ended }) => {
      const months = programmeId === null ? undefined : monthsOf.get(programmeId)
      if (programmeId === null || months === undefined) return []
      const left = monthsLeft({ months, cohort, ended }, today(), firstMonth)
      return [{ placeId: programmeId, cohort, monthsLeft: left, ended }]
    })
  }
  return { learnerIds: rows.map(row => row.learnerId), at }
}
