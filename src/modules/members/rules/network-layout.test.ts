import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ORGANISATION_KINDS } from '../contract/vocabulary.ts'
import { layOut, NODE } from './network-layout.ts'

const network = fc
  .record({
    kinds: fc.array(fc.constantFrom(...ORGANISATION_KINDS), { minLength: 2, maxLength: 30 }),
    pairs: fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 60 }),
  })
  .map(({ kinds, pairs }) => ({
    nodes: kinds.map((kind, i) => ({ id: `n${i}`, kind })),
    edges: pairs
      .filter(([a, b]) => a !== b && a < kinds.length && b < kinds.length)
      .map(([a, b], i) => ({ id: `e${i}`, from: `n${a}`, to: `n${b}` })),
  }))

test('every organisation has a place of its own within the drawing, and every relation a line', () => {
  fc.assert(
    fc.property(network, ({ nodes, edges }) => {
      const layout = layOut(nodes, edges)
      const places = nodes.map(node => layout.nodes.get(node.id) as { x: number; y: number })
      for (const [i, place] of places.entries()) {
        expect(place.x).toBeGreaterThanOrEqual(0)
        expect(place.y).toBeGreaterThan(0)
        expect(place.x + NODE.width).toBeLessThanOrEqual(layout.width)
        expect(place.y + NODE.height).toBeLessThanOrEqual(layout.height + 0.001)
        for (const other of places.slice(i + 1))
          if (other.x === place.x)
            expect(Math.abs(other.y - place.y)).toBeGreaterThanOrEqual(NODE.height + 9.99)
      }
      expect([...layout.edges.keys()].sort()).toEqual(edges.map(edge => edge.id).sort())
      for (const path of layout.edges.values()) expect(path).toMatch(/^M[\d. LC-]+$/)
    }),
    { numRuns: 200 },
  )
})

test('a line begins at its first side and ends at its second, and passes through no box', () => {
  fc.assert(
    fc.property(network, ({ nodes, edges }) => {
      const layout = layOut(nodes, edges)
      for (const edge of edges) {
        const numbers = (layout.edges.get(edge.id)?.match(/-?[\d.]+/g) ?? []).map(Number)
        const [from, to] = [layout.nodes.get(edge.from), layout.nodes.get(edge.to)]
        const touches = (px: number, py: number, at?: { x: number; y: number }) =>
          at &&
          (px === at.x || px === at.x + NODE.width) &&
          py >= at.y - 0.1 &&
          py <= at.y + NODE.height + 0.1
        expect(touches(numbers[0] ?? 0, numbers[1] ?? 0, from)).toBe(true)
        expect(touches(numbers.at(-2) ?? 0, numbers.at(-1) ?? 0, to)).toBe(true)
        for (const [, px, py] of layout.edges.get(edge.id)?.matchAll(/L(-?[\d.]+) (-?[\d.]+)/g) ?? [])
          for (const at of layout.nodes.values())
            if (Number(px) > at.x && Number(px) <= at.x + NODE.width && at !== from && at !== to)
              expect(Number(py) <= at.y || Number(py) >= at.y + NODE.height).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

test('the same network is drawn the same', () => {
  fc.assert(
    fc.property(network, ({ nodes, edges }) => {
      expect(layOut(nodes, edges)).toEqual(layOut(nodes, edges))
    }),
    { numRuns: 30 },
  )
})
