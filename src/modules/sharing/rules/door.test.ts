import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidenceTitle, hoursOf, type Line, phaseOf, stepsOf, visitStateOf } from './door.ts'
import { qrPath } from './qr.ts'

const PEOPLE = ['a', 'b', 'c', 'd', 'e']
const some = fc.subarray(PEOPLE)

/** Carries out steps as the server does: entries get ids, and those taken back are gone. */
function carryOut(lines: readonly Line[], present: ReadonlySet<string>, keys: Set<string>) {
  const steps = stepsOf(lines, present)
  const entered = new Map(steps.enter.map(({ id, attempt }) => [id, attempt]))
  for (const [id, attempt] of entered) {
    // The records refuse a key twice.
    expect(keys.has(`${id} ${attempt}`)).toBe(false)
    keys.add(`${id} ${attempt}`)
  }
  for (const { id, outcomeId } of steps.revoke)
    expect(lines.find(line => line.id === id)?.outcomeId).toBe(outcomeId)
  const next = lines.map(line => {
    const attempt = entered.get(line.id)
    const there = present.has(line.id)
    const outcomeId = attempt ? `${line.id}${attempt}` : there ? line.outcomeId : null
    return { ...line, present: there, outcomeId, entered: attempt ?? line.entered }
  })
  return { steps, next }
}

test('whatever is confirmed in whatever order, a record holds one entry for whoever was there and none for others', () => {
  fc.assert(
    fc.property(fc.subarray(PEOPLE), fc.array(some, { minLength: 1, maxLength: 12 }), (learners, said) => {
      const keys = new Set<string>()
      let lines: Line[] = PEOPLE.map(id => ({
        ...{ id, learner: learners.includes(id), present: null, outcomeId: null, entered: 0 },
      }))
      let standing = 0
      for (const one of said) {
        const present = new Set(one)
        const { steps, next } = carryOut(lines, present, keys)
        standing += steps.enter.length - steps.revoke.length
        lines = next
        const there = lines.filter(line => line.learner && present.has(line.id))
        expect(standing).toBe(there.length)
        expect(lines.filter(line => line.outcomeId !== null)).toEqual(there)
        // Said once more it changes nothing.
        const again = stepsOf(lines, present)
        expect([again.enter, again.revoke, again.corrects]).toEqual([[], [], false])
      }
    }),
  )
})

test('a change of what was confirmed is a correction; whoever came later is not', () => {
  const line = { learner: true, outcomeId: null, entered: 0 }
  const confirmed = { ...line, id: 'a', present: true, outcomeId: 'x', entered: 1 }
  const late = { ...line, id: 'b', present: null }
  expect(stepsOf([confirmed, late], new Set(['a', 'b'])).corrects).toBe(false)
  expect(stepsOf([confirmed, late], new Set(['b'])).corrects).toBe(true)
  expect(stepsOf([{ ...line, id: 'a', present: false }], new Set(['a'])).corrects).toBe(true)
})

test('a door opens so long before and closes at the end, of confirmed bookings alone', () => {
  const time = { from: 100 * 60_000, until: 200 * 60_000 }
  const at = (minute: number, confirmed = true) => phaseOf(confirmed, time, 30, minute * 60_000)
  expect([at(69.99), at(70), at(199.99), at(200), at(150, false)]).toEqual([
    ...['early', 'open', 'open', 'over', 'none'],
  ])
})

test('what was confirmed says how a visit stands; before that, the signing in does', () => {
  const visit = { from: 0, until: 10, arrived: false, briefed: true, present: null }
  expect(visitStateOf(visit, 5)).toBe('expected')
  expect(visitStateOf(visit, 10)).toBe('unseen')
  expect(visitStateOf({ ...visit, arrived: true, briefed: false }, 20)).toBe('to_brief')
  expect(visitStateOf({ ...visit, arrived: true }, 5)).toBe('arrived')
  expect(visitStateOf({ ...visit, arrived: true, present: false }, 5)).toBe('absent')
  expect(visitStateOf({ ...visit, present: true }, 5)).toBe('present')
})

test('hours are to the hundredth, and a title is as long as a record takes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_080 }), minutes => {
      expect(Math.abs(hoursOf({ from: 0, until: minutes * 60_000 }) - minutes / 60)).toBeLessThanOrEqual(
        0.005,
      )
    }),
  )
  expect(evidenceTitle(['动捕棚', '导师'], ['云湾学院', 'B1'])).toEqual({
    ...{ zh: '动捕棚、导师（云湾学院，B1）', en: '动捕棚, 导师 (云湾学院, B1)' },
  })
  expect(evidenceTitle(['棚'.repeat(200)], ['甲', null]).zh).toHaveLength(200)
})

test('a path covers the dark squares and no other', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 49, maxLength: 49 }), squares => {
      const path = qrPath(7, (row, column) => squares[row * 7 + column] === true)
      const covered = new Set<number>()
      for (const [, column, row, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
        for (let at = 0; at < Number(run); at += 1) covered.add(Number(row) * 7 + Number(column) + at)
      expect([...covered].sort((a, b) => a - b)).toEqual(squares.flatMap((dark, i) => (dark ? [i] : [])))
    }),
  )
})
