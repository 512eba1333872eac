import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { PlaceOnMap, readMap } from '../../contract/planner.ts'

export const LANES = ['secondary', 'higher_vocational', 'bachelor', 'work', 'continuing'] as const
type Lane = (typeof LANES)[number]

type Map = AnswerOf<typeof readMap>
export type Bridge = Map['bridges'][number]

/** Where the list of a lane begins, and how far its places are apart: as planner.css draws them. */
const HEAD = 52
const ROW = 72
/** Of a thousand: lanes and the gaps between them. */
const GAP = 40

export const laneOf = (place: PlaceOnMap): Lane => place.level ?? 'work'

/** The lanes that have places, each in the order of names. */
export function lanesOf(places: readonly PlaceOnMap[], nameOf: (place: PlaceOnMap) => string) {
  const byLane = Map.groupBy(places, laneOf)
  return LANES.flatMap(lane => {
    const list = byLane.get(lane)
    return list ? [{ lane, places: list.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))) }] : []
  })
}

export type Line = { key: string; d: string; binding: boolean }

/**
 * The bridges of one place as curves between the edges of its neighbours' cards, over a picture a thousand wide and as
 * high as the longest lane. Only one place's are drawn at a time: names stay readable, and the list below says them all.
 */
export function linesOf(lanes: ReturnType<typeof lanesOf>, bridges: readonly Bridge[], at: string): Line[] {
  const width = (1000 - GAP * (lanes.length - 1)) / lanes.length
  const spots = new Map(
    lanes.flatMap(({ places }, lane) =>
      places.map(({ id }, row) => [id, { lane, y: HEAD + row * ROW + 32 }] as const),
    ),
  )
  return bridges.flatMap(({ id, fromIds, toId, basis }) =>
    fromIds.flatMap(fromId => {
      const [from, to] = [spots.get(fromId), spots.get(toId)]
      if ((fromId !== at && toId !== at) || !from || !to) return []
      const rightwards = to.lane > from.lane
      const left = (lane: number) => lane * (width + GAP)
      const x1 = rightwards ? left(from.lane) + width : left(from.lane)
      const x2 = to.lane === from.lane ? left(to.lane) : rightwards ? left(to.lane) : left(to.lane) + width
      const bend = to.lane === from.lane ? -GAP : (x2 - x1) / 2
      const d = `M${x1} ${from.y} C${x1 + bend} ${from.y} ${x2 - (to.lane === from.lane ? GAP : bend)} ${to.y} ${x2} ${to.y}`
      return [{ key: `${id}${fromId}`, d, binding: basis.kind === 'clause' }]
    }),
  )
}

/** How high the picture is. */
export const heightOf = (lanes: ReturnType<typeof lanesOf>) =>
  HEAD + ROW * Math.max(0, ...lanes.map(({ places }) => places.length))
