import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText, fold, writeCalendar } from './ics.ts'

const wild = fc.string({ unit: 'grapheme', maxLength: 200 })

test('lines are at most 75 octets and unfold to what they were', () => {
  fc.assert(
    fc.property(wild, text => {
      const line = `SUMMARY:${escapeText(text)}`
      const folded = fold(line)
      for (const part of folded.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
      expect(folded.replaceAll('\r\n ', '')).toBe(line)
      expect(Buffer.from(folded).toString()).toBe(folded)
    }),
  )
})

test('nothing in a text begins a line of its own', () => {
  fc.assert(
    fc.property(wild, text => {
      const written = writeCalendar('x', [
        {
          uid: 'a@b',
          day: '2026-12-31',
          summary: `${text}\r\nEND:VEVENT\nATTENDEE:x`,
          url: 'https://x',
          stamp: new Date(0),
          sequence: 0,
        },
      ])
      expect(
        written
          .replaceAll('\r\n ', '')
          .split('\r\n')
          .filter(line => line.startsWith('END:VEVENT')),
      ).toHaveLength(1)
      expect(written).not.toMatch(/\r\nATTENDEE/)
    }),
  )
})

test('is a calendar of whole days', () => {
  const stamp = new Date('2026-11-22T01:02:03.456Z')
  const entry = {
    uid: 'todo-1@x',
    day: '2026-12-31',
    summary: '交材料；a, b; c\\d',
    url: 'https://x/y',
    stamp,
    sequence: 2,
  }
  expect(writeCalendar('立交桥', [entry]).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Overpass//Information//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:立交桥',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'BEGIN:VEVENT',
    'UID:todo-1@x',
    'DTSTAMP:20261122T010203Z',
    'LAST-MODIFIED:20261122T010203Z',
    'SEQUENCE:2',
    'DTSTART;VALUE=DATE:20261231',
    'DTEND;VALUE=DATE:20270101',
    'SUMMARY:交材料；a\\, b\\; c\\\\d',
    'URL:https://x/y',
    'TRANSP:TRANSPARENT',
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})
