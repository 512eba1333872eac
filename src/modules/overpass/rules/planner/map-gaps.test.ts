import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PROGRAMME_LEVELS } from '../bridge.ts'
import { type GapPlace, gainsOf, gapsOf } from './map-gaps.ts'

const RANK = { secondary: 0, higher_vocational: 1, bachelor: 2, continuing: null }
const higher = (from: GapPlace | undefined, to: GapPlace | undefined) => {
  const [a, b] = [from, to].map(place => (place?.level ? RANK[place.level] : null))
  return a !== null && b !== null && a !== undefined && b !== undefined && a < b
}

const programme = (id: number) =>
  fc.constantFrom(...PROGRAMME_LEVELS).map((level): GapPlace => ({ id: `p${id}`, level }))
const occupation = (id: number) => fc.constant<GapPlace>({ id: `p${id}`, level: null })
const idFrom = (min: number, max: number) => fc.integer({ min, max }).map(id => `p${id}`)
const anyId = idFrom(0, 9)
const world = fc.record({
  places: fc.tuple(...Array.from({ length: 8 }, (_, id) => (id < 5 ? programme(id) : occupation(id)))),
  // Some lead to where nothing is: what has been closed since.
  signed: fc.array(fc.record({ fromIds: fc.uniqueArray(anyId, { maxLength: 3 }), toId: anyId }), {
    maxLength: 8,
  }),
  leads: fc.array(fc.record({ programmeId: idFrom(0, 5), occupationId: idFrom(5, 8) }), { maxLength: 12 }),
})

test('a programme lacks a way on exactly when no signed bridge leads from it to a higher level', () => {
  fc.assert(
    fc.property(world, ({ places, signed, leads }) => {
      const { noWayOn } = gapsOf(places, signed, leads)
      const byId = new Map(places.map(each => [each.id, each]))
      for (const each of places) {
        const ends = !each.level || each.level === 'bachelor' || each.level === 'continuing'
        const goesOn = signed.some(
          line => line.fromIds.includes(each.id) && higher(each, byId.get(line.toId)),
        )
        expect(noWayOn.includes(each.id)).toBe(!ends && !goesOn)
      }
    }),
  )
})

test('what could meet is higher, has work in common and no promise yet; signing it takes it off and gives a way on', () => {
  let met = 0
  fc.assert(
    fc.property(world, ({ places, signed, leads }) => {
      const { couldMeet, noWayOn } = gapsOf(places, signed, leads)
      const byId = new Map(places.map(each => [each.id, each]))
      for (const { fromId, toId, occupationIds, firstWay } of couldMeet) {
        met++
        expect(higher(byId.get(fromId), byId.get(toId))).toBe(true)
        expect(signed.some(line => line.fromIds.includes(fromId) && line.toId === toId)).toBe(false)
        for (const occupationId of occupationIds)
          for (const programmeId of [fromId, toId])
            expect(leads).toContainEqual({ programmeId, occupationId })
        expect(firstWay).toBe(noWayOn.includes(fromId))
        const after = gapsOf(places, [...signed, { fromIds: [fromId], toId }], leads)
        expect(after.noWayOn).not.toContain(fromId)
        expect(after.couldMeet.some(pair => pair.fromId === fromId && pair.toId === toId)).toBe(false)
      }
      const firsts = couldMeet.map(pair => pair.firstWay)
      expect(firsts).toEqual(firsts.toSorted((a, b) => Number(b) - Number(a)))
    }),
    { numRuns: 500 },
  )
  expect(met).toBeGreaterThan(100)
})

test('a programme without work and an occupation without a programme are each named', () => {
  fc.assert(
    fc.property(world, ({ places, signed, leads }) => {
      const { noWork, unreached } = gapsOf(places, signed, leads)
      const level = new Map(places.map(each => [each.id, each.level]))
      const real = leads.filter(each => level.get(each.programmeId) && level.get(each.occupationId) === null)
      for (const each of places) {
        expect(noWork.includes(each.id)).toBe(
          each.level !== null && !real.some(lead => lead.programmeId === each.id),
        )
        expect(unreached.includes(each.id)).toBe(
          each.level === null && !real.some(lead => lead.occupationId === each.id),
        )
      }
    }),
  )
})

test('a proposed bridge opens exactly what was out of reach before, and nothing more once it is signed', () => {
  let gained = 0
  fc.assert(
    fc.property(world, idFrom(0, 4), idFrom(0, 4), ({ places, signed, leads }, fromId, toId) => {
      const proposed = { fromIds: [fromId], toId }
      const ids = new Set(places.map(place => place.id))
      /** Reach said another way: lines are followed until nothing is added. */
      const reachOf = (id: string, lines: typeof signed) => {
        const found = new Set<string>()
        for (let before = -1; before !== found.size; ) {
          before = found.size
          for (const line of lines)
            if (ids.has(line.toId) && line.fromIds.some(each => each === id || found.has(each)))
              found.add(line.toId)
        }
        return found
      }
      const all = [
        ...signed,
        ...leads.map(each => ({ fromIds: [each.programmeId], toId: each.occupationId })),
      ]
      const gains = new Map(gainsOf(places, signed, leads, proposed).map(gain => [gain.programmeId, gain]))
      for (const { id } of places) {
        const before = reachOf(id, all)
        const opened = [...reachOf(id, [...all, proposed])].filter(each => !before.has(each) && each !== id)
        expect([...(gains.get(id)?.openedIds ?? [])].sort()).toEqual(opened.sort())
        const firstWay =
          gapsOf(places, signed, leads).noWayOn.includes(id) &&
          !gapsOf(places, [...signed, proposed], leads).noWayOn.includes(id)
        expect(gains.get(id)?.firstWay ?? false).toBe(firstWay)
      }
      gained += gains.size
      expect(gainsOf(places, [...signed, proposed], leads, proposed)).toEqual([])
    }),
    { numRuns: 300 },
  )
  expect(gained).toBeGreaterThan(50)
})
