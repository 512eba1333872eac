import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangeOf } from './range.ts'

test('one range is given as it is asked for, anything else as the whole', () => {
  expect(rangeOf('bytes=0-99', 1000)).toEqual({ start: 0, end: 99 })
  expect(rangeOf('bytes=900-', 1000)).toEqual({ start: 900, end: 999 })
  expect(rangeOf('bytes=-100', 1000)).toEqual({ start: 900, end: 999 })
  expect(rangeOf('bytes=0-5000', 1000)).toEqual({ start: 0, end: 999 })
  expect(rangeOf('bytes=-5000', 1000)).toEqual({ start: 0, end: 999 })
  for (const whole of [
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=0-1,5-6',
    'pages=1-2',
    'bytes=9-3',
    'bytes=a-b',
  ])
    expect(rangeOf(whole, 1000)).toBeNull()
  for (const beyond of ['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])
    expect(rangeOf(beyond, 1000)).toBe('unsatisfiable')
})

test('whatever is asked, no byte outside the file is given', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat(),
      fc.nat({ max: 5000 }),
      fc.constantFrom('both', 'from', 'last'),
      (a, b, size, way) => {
        const header = { both: `bytes=${a}-${b}`, from: `bytes=${a}-`, last: `bytes=-${b}` }[way]
        const range = rangeOf(header, size)
        if (range === null || range === 'unsatisfiable') return
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeLessThan(size)
        expect(range.start).toBeLessThanOrEqual(range.end)
      },
    ),
  )
})
