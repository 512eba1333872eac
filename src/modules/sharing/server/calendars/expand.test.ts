import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { busyOf, type CalendarLimits } from './expand.ts'
import { CALENDAR_LIMITS, readBusy } from './read-busy.ts'

const from = Date.parse('2026-11-01T00:00:00+08:00')
const limits: CalendarLimits = { ...CALENDAR_LIMITS, from, until: from + 370 * 86_400_000 }
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'DTSTAMP:20261101T000000Z', ...lines, 'END:VEVENT']
const busy = (...lines: string[]) =>
  busyOf(calendar(...lines), limits).spans.map(span => span.map(at => new Date(at).toISOString()).join('/'))

test('times in UTC, in a named zone across its clock change, without a zone, and whole days', () => {
  expect(busy(...event('UID:a', 'DTSTART:20261201T010000Z', 'DTEND:20261201T020000Z'))).toEqual([
    '2026-12-01T01:00:00.000Z/2026-12-01T02:00:00.000Z',
  ])
  // Twelve o'clock in Berlin is eleven in UTC in winter, and ten from the last Sunday of March on.
  const weekly = [
    'UID:b',
    'DTSTART;TZID=Europe/Berlin:20270320T120000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=3',
  ]
  expect(busy(...event(...weekly))).toEqual([
    '2027-03-20T11:00:00.000Z/2027-03-20T12:00:00.000Z',
    '2027-03-27T11:00:00.000Z/2027-03-27T12:00:00.000Z',
    '2027-04-03T10:00:00.000Z/2027-04-03T11:00:00.000Z',
  ])
  expect(busy(...event('UID:c', 'DTSTART:20261201T090000', 'DTEND:20261201T100000'))).toEqual([
    '2026-12-01T01:00:00.000Z/2026-12-01T02:00:00.000Z',
  ])
  expect(busy(...event('UID:d', 'DTSTART;VALUE=DATE:20261201'))).toEqual([
    '2026-11-30T16:00:00.000Z/2026-12-01T16:00:00.000Z',
  ])
})

test('a zone the calendar brings along is the one it goes by', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Own',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0300',
    'TZOFFSETTO:+0300',
    'END:STANDARD',
    'END:VTIMEZONE',
  ]
  expect(busy(...zone, ...event('UID:a', 'DTSTART;TZID=Own:20261201T090000', 'DURATION:PT2H'))).toEqual([
    '2026-12-01T06:00:00.000Z/2026-12-01T08:00:00.000Z',
  ])
})

test('single dates that were left out, moved or cancelled; what is free or cancelled takes no time', () => {
  const weekly = event(
    'UID:a',
    'DTSTART:20261201T010000Z',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=4',
    'EXDATE:20261208T010000Z',
  )
  const moved = event('UID:a', 'RECURRENCE-ID:20261215T010000Z', 'DTSTART:20261216T010000Z', 'DURATION:PT1H')
  const dropped = event(
    'UID:a',
    'RECURRENCE-ID:20261222T010000Z',
    'DTSTART:20261222T010000Z',
    'DURATION:PT1H',
    'STATUS:CANCELLED',
  )
  const open = event('UID:b', 'DTSTART:20261203T010000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT')
  expect(busy(...weekly, ...moved, ...dropped, ...open)).toEqual([
    '2026-12-01T01:00:00.000Z/2026-12-01T02:00:00.000Z',
    '2026-12-16T01:00:00.000Z/2026-12-16T02:00:00.000Z',
  ])
})

test('what comes of any set of events is in order, apart, within the horizon, and covers each of them', () => {
  const hour = 3_600_000
  const one = fc.record({ at: fc.integer({ min: -48, max: 9000 }), hours: fc.integer({ min: 1, max: 72 }) })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 20 }), all => {
      const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
      const lines = all.flatMap(({ at, hours }, i) =>
        event(`UID:${i}`, `DTSTART:${stamp(from + at * hour)}`, `DURATION:PT${hours}H`),
      )
      const { spans } = busyOf(calendar(...lines), limits)
      for (const [i, span] of spans.entries()) {
        expect(span[0]).toBeLessThan(span[1])
        expect(span[0]).toBeGreaterThanOrEqual(i === 0 ? limits.from : (spans[i - 1]?.[1] ?? 0) + 1)
        expect(span[1]).toBeLessThanOrEqual(limits.until)
      }
      for (const { at, hours } of all)
        for (let n = at; n < at + hours; n += 1) {
          const instant = from + n * hour
          const covered = spans.some(span => span[0] <= instant && instant < span[1])
          expect(covered).toBe(instant >= limits.from && instant < limits.until)
        }
    }),
  )
})

test('what is no calendar, too many events and rules that never end are each refused by name', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'overpass-calendar-'))
  const read = async (text: string, more: Partial<CalendarLimits> = {}) => {
    const path = join(dir, 'calendar.ics')
    await writeFile(path, text)
    return readBusy(path, { limits: { ...limits, ...more } }).catch(error => error.problem)
  }
  try {
    for (const text of ['', '<html>Sign in</html>', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VTODO\r\n'])
      expect(await read(text)).toBe('not_a_calendar')
    const many = Array.from({ length: 40 }, (_, i) =>
      event(`UID:${i}`, 'DTSTART:20261201T010000Z', 'DURATION:PT1H'),
    )
    expect(await read(calendar(...many.flat()), { events: 39 })).toBe('too_many')
    expect(await read(calendar(...many.flat()), { fileBytes: 100 })).toBe('too_large')
    const secondly = event('UID:s', 'DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')
    expect(await read(calendar(...secondly))).toBe('too_many')
    const never = event(
      'UID:n',
      'DTSTART:20260101T000000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    )
    // The thirtieth of February: the library gives up by itself.
    expect(await read(calendar(...never))).toMatchObject({ events: 1 })
    expect(await read(calendar(...never), { seconds: 0.001 })).toBe('too_slow')
    expect(await read(calendar(...(many[0] ?? [])))).toMatchObject({ events: 1, spans: [expect.any(Array)] })
  } finally {
    await rm(dir, { recursive: true })
  }
})
