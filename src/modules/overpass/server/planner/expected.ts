import { createHash } from 'node:crypto'
import type { Db } from '#platform/server/database/session.ts'
import { type Parameter, readParameter } from '#platform/server/parameters.ts'
import type { Bridge, ProgrammeLevel, Way } from '../../rules/bridge.ts'
import type { MapBridge } from '../../rules/planner/world.ts'
import type { PlaceRow } from '../queries/map.ts'

const months = (name: `overpass.${string}`): Parameter => ({
  ...{ name, unit: 'months', least: 1, most: 96, byGroup: false },
})
export const semesterMonths = months('overpass.expected.semester_months')
export const schoolYearMonth: Parameter = {
  ...{ name: 'overpass.expected.school_year_month', unit: 'month', least: 1, most: 12, byGroup: false },
}

/** Ways from level to level that may be expected where nothing is signed. */
export const EXPECTED: readonly {
  from: ProgrammeLevel
  to: ProgrammeLevel
  way: Way
  parameter: Parameter
}[] = [
  {
    ...{ from: 'secondary', to: 'higher_vocational', way: 'secondary_to_higher' },
    parameter: months('overpass.expected.secondary_to_higher_months'),
  },
  {
    ...{ from: 'higher_vocational', to: 'bachelor', way: 'top_up' },
    parameter: months('overpass.expected.higher_to_bachelor_months'),
  },
  {
    ...{ from: 'secondary', to: 'bachelor', way: 'secondary_to_higher' },
    parameter: months('overpass.expected.secondary_to_bachelor_months'),
  },
]

export const expectedParameters: readonly Parameter[] = [
  ...EXPECTED.map(({ parameter }) => parameter),
  ...[semesterMonths, schoolYearMonth],
]

/** An id of its own that stays the same from load to load. */
function idOf(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('|')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const RULE: Omit<Bridge, 'way' | 'from' | 'to' | 'months'> = {
  ...{ entry: { is: 'all', of: [] }, recognitions: [], capTotal: null, validYears: null, quota: null },
  ...{ documents: [], feeFen: null, intakes: [], automatic: false },
}
const ALWAYS = { fromDay: null, untilDay: null, fromCohort: null, untilCohort: null }

/** What may be expected by levels: nobody has promised it, and nothing is said to be recognised. */
export async function expectedBridges(db: Db, places: readonly PlaceRow[]): Promise<MapBridge[]> {
  const found: MapBridge[] = []
  for (const { from, to, way, parameter } of EXPECTED) {
    const stage = await readParameter(db, parameter)
    for (const place of places) {
      if (place.level !== to) continue
      found.push({
        ...{ id: idOf(parameter.name, place.id), ...ALWAYS },
        basis: { kind: 'default', parameter: parameter.name },
        rule: {
          ...{ ...RULE, way, months: stage, from: { programmeIds: [], levels: [from] } },
          to: { kind: 'programme', programmeId: place.id, versionId: null },
        },
      })
    }
  }
  return found
}

/** Programmes say which occupations they lead to; whoever finishes one may expect to find work there. */
export function leadingBridges(leads: readonly { programmeId: string; occupationId: string }[]): MapBridge[] {
  return leads.map(({ programmeId, occupationId }) => ({
    ...{ id: idOf('occupation', programmeId, occupationId), ...ALWAYS, basis: { kind: 'occupation' } },
    rule: {
      ...{ ...RULE, way: 'order_class', months: 0, from: { programmeIds: [programmeId], levels: [] } },
      to: { kind: 'occupation', occupationId },
    },
  }))
}
