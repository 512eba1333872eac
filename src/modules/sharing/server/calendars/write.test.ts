import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { writeCalendar } from './write.ts'

const AT = new Date('2026-12-01T01:00:00Z')
const event = {
  ...{
    uid: 'booking-1@overpass.example',
    from: AT,
    until: new Date('2026-12-01T03:00:00Z'),
    summary: '动捕棚',
  },
  ...{ stamp: AT, sequence: 3, status: 'CANCELLED' as const, busy: false },
}

test('lines end as the standard says, are no longer than 75 octets, and no character is cut', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(text, text, (summary, description) => {
      const written = writeCalendar('预约', [{ ...event, summary, description }])
      expect(written.endsWith('END:VCALENDAR\r\n')).toBe(true)
      for (const line of written.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(line).not.toMatch(/[\n\r]/)
      }
    }),
  )
})

test('what was written is read back as it was: text with commas, semicolons and lines, times, state', () => {
  const clean = fc.string({ unit: fc.constantFrom(...'ab,;:\\"\n 动捕棚😀'), minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(clean, summary => {
      const read = new ICAL.Component(ICAL.parse(writeCalendar('x', [{ ...event, summary }])))
      const [one] = read.getAllSubcomponents('vevent')
      const value = (name: string) => one?.getFirstPropertyValue(name)
      expect(value('summary')).toBe(summary)
      expect([value('uid'), value('sequence'), value('status'), value('transp')]).toEqual([
        ...['booking-1@overpass.example', 3, 'CANCELLED', 'TRANSPARENT'],
      ])
      expect((value('dtstart') as ICAL.Time).toJSDate()).toEqual(AT)
    }),
  )
})
