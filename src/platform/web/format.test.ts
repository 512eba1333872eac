import { expect, test } from 'vitest'
import { formatDay, formatDistance, formatInstant } from './format.ts'

const now = new Date('2026-11-22T16:30:00Z').getTime() // 00:30 of the 23rd in Shanghai

test('a day is the day that was written, in any zone', () => {
  expect(formatDay('2026-03-01', 'zh')).toBe('2026年3月1日')
  expect(formatDay('2026-03-01', 'en')).toBe('1 March 2026')
  expect(formatDay('2026-03-01', 'zh', 'short')).toBe('2026-03-01')
})

test('an instant is told in the zone of the group', () => {
  expect(formatInstant('2026-11-22T16:30:00Z', 'zh')).toContain('11月23日')
})

test('distances count days by the calendar and instants by the clock', () => {
  expect(formatDistance('2026-11-23', 'en', now)).toBe('today')
  expect(formatDistance('2026-11-22', 'en', now)).toBe('yesterday')
  expect(formatDistance('2026-11-25', 'zh', now)).toBe('后天')
  expect(formatDistance('2026-11-22T14:30:00Z', 'en', now)).toBe('2 hours ago')
  expect(formatDistance('2026-11-22T16:29:50Z', 'en', now)).toBe('this minute')
})
