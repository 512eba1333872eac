import type { Db } from '#platform/server/database/session.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type { MapBridge, World } from '../../rules/planner/world.ts'
import {
  type MapClause,
  type PlaceRow,
  selectCoursesOf,
  selectLeadsTo,
  selectMapCourses,
  selectOpenCourses,
  selectPlaces,
} from '../queries/map.ts'
import { expectedBridges, leadingBridges, semesterMonths } from './expected.ts'

export type LoadedMap = { places: PlaceRow[]; world: World; expected: MapBridge[] }

/** Places, courses and what may be expected: everything but the signed bridges. Holds nothing about people. */
export async function loadMap(db: Db): Promise<LoadedMap> {
  const places = await selectPlaces(db)
  return {
    places,
    world: await worldOf(db, places, await selectMapCourses(db)),
    expected: [...(await expectedBridges(db, places)), ...leadingBridges(await selectLeadsTo(db))],
  }
}

/** Some of the places as they stand now, with what is taught there and what may be expected between them. */
export async function loadPlaces(db: Db, ids: readonly string[], versionIds: readonly string[]) {
  const places = await selectPlaces(db, ids)
  const named = [...versionIds, ...places.flatMap(place => place.versionId ?? [])]
  const leads = (await selectLeadsTo(db)).filter(
    each => ids.includes(each.programmeId) && ids.includes(each.occupationId),
  )
  return {
    places,
    world: await worldOf(db, places, await selectCoursesOf(db, named)),
    expected: [...(await expectedBridges(db, places)), ...leadingBridges(leads)],
  }
}

async function worldOf(
  db: Db,
  places: readonly PlaceRow[],
  courses: Awaited<ReturnType<typeof selectMapCourses>>,
): Promise<World> {
  const months = await readParameter(db, semesterMonths)
  const byId = new Map(courses.map(course => [course.id, course]))
  const versions = [...Map.groupBy(courses, course => course.versionId)]
  return {
    places: places.map(({ id, kind, level, region, form, versionId }) => ({
      ...{ id, kind, level, region: region?.zh ?? null, partTime: form === 'part_time', versionId },
    })),
    versions: versions.map(([id, list]) => ({ id, courses: list })),
    // Courses that groups open are taken along with them: a semester, and no fee that anybody has stated.
    offers: (await selectOpenCourses(db)).map(({ courseId }) => ({
      ...{ courseId, competencies: byId.get(courseId)?.competencies ?? [], months, feeFen: 0 },
    })),
  }
}

/** A clause as a bridge of the map; null where none of the parties has a programme that it leads from. */
export function bridgeOf(clause: MapClause, places: readonly PlaceRow[]): MapBridge | null {
  const { data, partyIds } = clause
  const { programmeIds, levels } = data.from
  const everybody = programmeIds.length === 0 && levels.length === 0
  // An agreement binds its parties alone: "everybody" and a level are theirs.
  const sources = places
    .filter(
      ({ id, level, organisationId }) =>
        level !== null &&
        partyIds.includes(organisationId) &&
        (everybody || programmeIds.includes(id) || levels.includes(level)),
    )
    .map(place => place.id)
  if (sources.length === 0) return null
  return {
    id: clause.clauseId,
    basis: {
      ...{ kind: 'clause', agreementId: clause.agreementId, versionId: clause.versionId },
      clause: clause.clauseNumber,
    },
    rule: { ...data, from: { programmeIds: sources, levels: [] } },
    ...{ fromDay: clause.fromDay, untilDay: clause.untilDay },
    ...{ fromCohort: clause.fromCohort, untilCohort: clause.untilCohort },
  }
}
