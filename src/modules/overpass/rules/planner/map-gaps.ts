import type { ProgrammeLevel } from '../bridge.ts'

/** What lies on the map: programmes have a level, occupations none. */
export type GapPlace = { id: string; level: ProgrammeLevel | null }
/** A bridge that a signed agreement promises. */
export type SignedLine = { fromIds: readonly string[]; toId: string }
/** A programme says that it leads to an occupation. */
export type Leading = { programmeId: string; occupationId: string }

export type MapGaps = {
  /** Programmes from which nobody has promised a way to a higher level. */
  noWayOn: string[]
  /** Programmes that name no occupation they lead to. */
  noWork: string[]
  /** Occupations that no programme leads to. */
  unreached: string[]
  /**
   * Programmes one above the other that lead to an occupation both, without a promise between them; what would help
   * those who have no way on comes first, then what has more in common.
   */
  couldMeet: { fromId: string; toId: string; occupationIds: string[]; firstWay: boolean }[]
}

/**
 * Levels one goes on to, as the law has the ways of vocational education: from secondary to higher vocational school or
 * to a bachelor's programme, from there to a bachelor's. Source: Vocational Education Law of 2022, articles 14 to 17.
 */
const ABOVE: Record<ProgrammeLevel, readonly ProgrammeLevel[]> = {
  secondary: ['higher_vocational', 'bachelor'],
  higher_vocational: ['bachelor'],
  bachelor: [],
  continuing: [],
}

const goesUp = (from: ProgrammeLevel | null | undefined, to: ProgrammeLevel | null | undefined) =>
  Boolean(from && to && ABOVE[from].includes(to))

/**
 * What a bridge would open for those in a programme: places nobody promised them a way to before, and whether it is the
 * first way up from there, which it can be although a detour through other programmes leads to the same places.
 */
export type Gain = { programmeId: string; openedIds: string[]; firstWay: boolean }

/**
 * What a proposed bridge would change: for whoever is in the programmes it starts from, and for those on a way to them.
 * A way is what signed agreements promise one after the other, and the work that programmes say they lead to.
 */
export function gainsOf(
  places: readonly GapPlace[],
  signed: readonly SignedLine[],
  leads: readonly Leading[],
  proposed: SignedLine,
): Gain[] {
  const levels = new Map(places.map(place => [place.id, place.level]))
  const lines = [
    ...signed,
    ...leads.map(each => ({ fromIds: [each.programmeId], toId: each.occupationId })),
  ].flatMap(({ fromIds, toId }) =>
    levels.has(toId) ? fromIds.filter(id => levels.has(id)).map(fromId => ({ fromId, toId })) : [],
  )
  const onwards = Map.groupBy(lines, line => line.fromId)
  const inwards = Map.groupBy(lines, line => line.toId)
  const from = (id: string) => reached([id], each => (onwards.get(each) ?? []).map(line => line.toId))
  const sources = proposed.fromIds.filter(id => levels.has(id))
  if (!levels.has(proposed.toId)) return []
  const opened = [proposed.toId, ...from(proposed.toId)]
  const upstream = reached(sources, each => (inwards.get(each) ?? []).map(line => line.fromId))
  return [...new Set([...sources, ...upstream])].flatMap(programmeId => {
    const before = from(programmeId)
    const openedIds = [...new Set(opened)].filter(id => id !== programmeId && !before.has(id))
    const level = levels.get(programmeId)
    const firstWay =
      sources.includes(programmeId) &&
      goesUp(level, levels.get(proposed.toId)) &&
      !(onwards.get(programmeId) ?? []).some(line => goesUp(level, levels.get(line.toId)))
    return openedIds.length > 0 || firstWay ? [{ programmeId, openedIds, firstWay }] : []
  })
}

/** Everything that can be got to from these by one line after the other. */
function reached(starts: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>()
  const waiting = starts.flatMap(next)
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    found.add(id)
    waiting.push(...next(id))
  }
  return found
}

/** What the map of a group lacks, by what is on it alone: pure, and the same whoever asks. */
export function gapsOf(
  places: readonly GapPlace[],
  signed: readonly SignedLine[],
  leads: readonly Leading[],
): MapGaps {
  const levels = new Map(places.map(place => [place.id, place.level]))
  const isAbove = (fromId: string, toId: string) => goesUp(levels.get(fromId), levels.get(toId))
  const promised = new Set(
    signed.flatMap(({ fromIds, toId }) =>
      fromIds.filter(from => isAbove(from, toId)).map(from => `${from} ${toId}`),
    ),
  )
  const goesOn = new Set([...promised].map(pair => pair.slice(0, pair.indexOf(' '))))
  const known = leads.filter(each => levels.get(each.programmeId) && levels.get(each.occupationId) === null)
  const workOf = Map.groupBy(known, each => each.programmeId)
  const reached = new Set(known.map(each => each.occupationId))
  const programmes = places.filter(place => place.level !== null)
  const noWayOn = programmes.filter(({ id, level }) => level && ABOVE[level].length > 0 && !goesOn.has(id))
  const lacking = new Set(noWayOn.map(place => place.id))
  const couldMeet = programmes.flatMap(({ id: fromId }) => {
    const work = new Set(workOf.get(fromId)?.map(each => each.occupationId))
    return programmes.flatMap(({ id: toId }) => {
      if (!isAbove(fromId, toId) || promised.has(`${fromId} ${toId}`)) return []
      const occupationIds = (workOf.get(toId) ?? []).map(each => each.occupationId).filter(id => work.has(id))
      return occupationIds.length > 0 ? [{ fromId, toId, occupationIds, firstWay: lacking.has(fromId) }] : []
    })
  })
  return {
    noWayOn: noWayOn.map(place => place.id),
    noWork: programmes.filter(({ id }) => !workOf.has(id)).map(place => place.id),
    unreached: places.filter(({ id, level }) => level === null && !reached.has(id)).map(place => place.id),
    couldMeet: couldMeet.sort(
      (a, b) => Number(b.firstWay) - Number(a.firstWay) || b.occupationIds.length - a.occupationIds.length,
    ),
  }
}
