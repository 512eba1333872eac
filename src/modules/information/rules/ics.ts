/** One day in a calendar. `uid` stays the same however often it is read. */
export type CalendarEntry = {
  uid: string
  /** `yyyy-mm-dd`. */
  day: string
  summary: string
  url: string
  /** When it was made or last changed. */
  stamp: Date
  /** Grows with every change. */
  sequence: number
}

/** RFC 5545, 3.3.11: backslash, semicolon and comma are escaped, line ends written as `\n`. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')
}

/** RFC 5545, 3.1: lines of at most 75 octets, continued after a space; never within a character. */
export function fold(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}

/** Octets of one character in UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

const compactDay = (day: string) => day.replaceAll('-', '')
const utc = (at: Date) => at.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

function event(entry: CalendarEntry): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utc(entry.stamp)}`,
    `LAST-MODIFIED:${utc(entry.stamp)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART;VALUE=DATE:${compactDay(entry.day)}`,
    `DTEND;VALUE=DATE:${compactDay(nextDay(entry.day))}`,
    `SUMMARY:${escapeText(entry.summary)}`,
    `URL:${entry.url}`,
    'TRANSP:TRANSPARENT',
    'CLASS:PRIVATE',
    'END:VEVENT',
  ]
}

/** A calendar of whole days as an iCalendar object (RFC 5545). */
export function writeCalendar(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Overpass//Information//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap(event),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}
