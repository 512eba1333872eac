import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  exactRate,
  frameAt,
  framesIn,
  momentOf,
  placeIn,
  proxySize,
  type Rate,
  readTimecode,
  spriteOf,
  timecodeOf,
} from './frames.ts'
import { askedBy } from './playing.ts'

const FILM: Rate = { num: 24_000, den: 1001 }
const RATES: readonly Rate[] = [
  FILM,
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30_000, den: 1001 },
  { num: 60_000, den: 1001 },
  { num: 120, den: 1 },
]
const NONE: Rate = { num: 0, den: 0 }

test('24000/1001 stays what it is, however a container rounds it', () => {
  expect(exactRate(FILM, FILM)).toEqual(FILM)
  expect(exactRate({ num: 1000, den: 1 }, { num: 2997, den: 125 })).toEqual(FILM)
  expect(exactRate(NONE, { num: 23_976, den: 1000 })).toEqual(FILM)
  expect(exactRate({ num: 24, den: 1 }, { num: 24, den: 1 })).toEqual({ num: 24, den: 1 })
  expect(exactRate({ num: 48_000, den: 2002 }, NONE)).toEqual(FILM)
})

test('an odd but steady rate is kept, one that is none is given one', () => {
  expect(exactRate({ num: 18, den: 1 }, { num: 18, den: 1 })).toEqual({ num: 18, den: 1 })
  expect(exactRate({ num: 90_000, den: 1 }, { num: 1_000_000, den: 33_471 })).toEqual({ num: 30, den: 1 })
  expect(exactRate(NONE, { num: -1, den: 1 })).toEqual({ num: 25, den: 1 })
})

test('the moment of a frame shows that frame and no neighbour, ten hours in as well', () => {
  fc.assert(
    fc.property(fc.constantFrom(...RATES), fc.nat(3_000_000), (rate, frame) => {
      expect(frameAt(momentOf(frame, rate), rate)).toBe(frame)
      // A browser tells when a frame begins, in decimals.
      expect(frameAt((frame * rate.den) / rate.num, rate)).toBe(frame)
      expect(frameAt(Math.round(((frame * rate.den) / rate.num) * 1e6) / 1e6, rate)).toBe(frame)
    }),
  )
})

test('timecode and frame say the same, with numbers left out or not', () => {
  fc.assert(
    fc.property(fc.constantFrom(...RATES), fc.nat(2_000_000), fc.boolean(), (rate, frame, drop) => {
      const read = readTimecode(timecodeOf(frame, rate, drop), rate)
      expect(read?.frame).toBe(frame)
    }),
  )
  expect(timecodeOf(86_400, FILM)).toBe('01:00:00:00')
  // A hundred frames a second and more take three digits.
  expect(readTimecode(timecodeOf(868_420, { num: 120, den: 1 }), { num: 120, den: 1 })?.frame).toBe(868_420)
  // SMPTE ST 12-1: after 00:00:59;29 comes 00:01:00;02, and the tenth minute leaves out nothing.
  const ntsc = { num: 30_000, den: 1001 }
  expect(timecodeOf(1799, ntsc, true)).toBe('00:00:59;29')
  expect(timecodeOf(1800, ntsc, true)).toBe('00:01:00;02')
  expect(timecodeOf(17_982, ntsc, true)).toBe('00:10:00;00')
  expect(timecodeOf(1800, FILM, true)).toBe('00:01:15:00')
})

test('what is no timecode', () => {
  for (const text of ['', '1:00:00:00', '25:00:00:00', '00:60:00:00', '00:00:00:24', '00:00:00:00x'])
    expect(readTimecode(text, FILM)).toBeNull()
})

test('every frame has its place in the sprite', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 2, max: 8192 }), (frames, width) => {
      const sprite = spriteOf(frames, { width, height: 720 })
      expect(sprite.count).toBeLessThanOrEqual(100)
      expect(Math.max(sprite.width, sprite.height)).toBeLessThanOrEqual(160)
      const { x, y } = placeIn(sprite, frames - 1)
      expect((y / sprite.height) * sprite.columns + x / sprite.width).toBe(sprite.count - 1)
      expect(placeIn(sprite, 0)).toEqual({ x: 0, y: 0 })
    }),
  )
})

test('a proxy is no larger than 720 and than the film, upright or lying', () => {
  expect(proxySize(3840, 2160)).toEqual({ width: 1280, height: 720 })
  expect(proxySize(1080, 1920)).toEqual({ width: 720, height: 1280 })
  expect(proxySize(640, 361)).toEqual({ width: 640, height: 362 })
  expect(proxySize(4096, 1716)).toEqual({ width: 1280, height: 536 })
})

test('lengths and keys', () => {
  expect(framesIn(1.25125, FILM)).toBe(30)
  expect([',', '.', ' ', 'Home', 'x'].map(askedBy)).toEqual(['back', 'forward', 'play', 'first', undefined])
})
