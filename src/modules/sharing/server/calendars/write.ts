import ICAL from 'ical.js'

/** One event of a calendar. `uid` stays the same however often it is read. */
export type CalendarEvent = {
  uid: string
  from: Date
  until: Date
  summary: string
  description?: string
  location?: string | null
  url?: string
  /** When it last changed, and a number that grows with every change. */
  stamp: Date
  sequence: number
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** Whether it takes its time. */
  busy: boolean
}

// The library counts the space that continues a line as none of its 75 octets.
ICAL.foldLength = 74

const utc = (at: Date) => ICAL.Time.fromJSDate(at, true)
/** A text without what no calendar may hold; the library escapes the rest. */
const clean = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ' ')

/** A calendar of times in UTC as an iCalendar object (RFC 5545). */
export function writeCalendar(name: string, events: readonly CalendarEvent[]): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Overpass//Bookings//EN')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  calendar.addPropertyWithValue('x-wr-calname', clean(name))
  calendar
    .addPropertyWithValue('refresh-interval', ICAL.Duration.fromString('PT1H'))
    .setParameter('value', 'DURATION')
  for (const event of events) calendar.addSubcomponent(componentOf(event))
  return `${calendar.toString()}\r\n`
}

function componentOf(event: CalendarEvent): ICAL.Component {
  const written = new ICAL.Component('vevent')
  const add = (name: string, value: string | number | ICAL.Time) => written.addPropertyWithValue(name, value)
  add('uid', event.uid)
  add('dtstamp', utc(event.stamp))
  add('last-modified', utc(event.stamp))
  add('sequence', event.sequence)
  add('dtstart', utc(event.from))
  add('dtend', utc(event.until))
  add('summary', clean(event.summary))
  if (event.description) add('description', clean(event.description))
  if (event.location) add('location', clean(event.location))
  if (event.url) add('url', event.url)
  add('status', event.status)
  add('transp', event.busy ? 'OPAQUE' : 'TRANSPARENT')
  add('class', 'PRIVATE')
  return written
}
