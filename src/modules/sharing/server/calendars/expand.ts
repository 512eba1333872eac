import ICAL from 'ical.js'

/** Why a calendar is not taken; its owner reads it. */
export class CalendarRefusal extends Error {
  readonly problem: string

  constructor(problem: string) {
    super(problem)
    this.problem = problem
  }
}

export type CalendarLimits = {
  seconds: number
  fileBytes: number
  /** Events of the calendar, occurrences that are looked at, and spans that come of them. */
  events: number
  steps: number
  spans: number
  /** Between these instants, in milliseconds. */
  from: number
  until: number
}
export type Busy = { spans: [from: number, until: number][]; events: number }

/** Where the calendar says no zone: the groups', whose clocks do not change. */
const GROUP_OFFSET = 8 * 3_600_000

/** The instant of a time as a calendar writes it: by its own zone, by the zone of the name it gives, or by the groups'. */
function instantOf(time: ICAL.Time, zone: string | null): number {
  if (time.zone && time.zone !== ICAL.Timezone.localTimezone) return time.toUnixTime() * 1000
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  return wall - (zone === null ? GROUP_OFFSET : offsetOf(zone, wall))
}

const clocks = new Map<string, Intl.DateTimeFormat | null>()

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  let made: Intl.DateTimeFormat | null = null
  try {
    made = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' },
    })
  } catch {
    // No zone of this name: the groups' own is taken.
  }
  clocks.set(zone, made)
  return made
}

/** How far a zone's clocks are ahead of UTC when they show a time. */
function offsetOf(zone: string, wall: number): number {
  const clock = clockOf(zone)
  if (!clock) return GROUP_OFFSET
  const shownAt = (at: number) => {
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - at
  }
  return shownAt(wall - shownAt(wall))
}

const textOf = (event: ICAL.Component, name: string) => {
  const value = event.getFirstPropertyValue(name)
  return typeof value === 'string' ? value : null
}
const zoneOf = (event: ICAL.Component, name: string) => {
  const zone = event.getFirstProperty(name)?.getParameter('tzid')
  return typeof zone === 'string' ? zone : null
}

/** What an event takes: neither one that is cancelled nor one that its owner shows as free. */
const takesTime = (event: ICAL.Component) =>
  textOf(event, 'status')?.toUpperCase() !== 'CANCELLED' &&
  textOf(event, 'transp')?.toUpperCase() !== 'TRANSPARENT'

/** When a calendar's owner is not free, in order and joined, between two instants. Throws CalendarRefusal. */
export function busyOf(text: string, limits: CalendarLimits): Busy {
  const events = eventsOf(text, limits)
  const changed = new Map<string, ICAL.Component[]>()
  for (const event of events)
    if (event.hasProperty('recurrence-id')) {
      const uid = textOf(event, 'uid') ?? ''
      changed.set(uid, [...(changed.get(uid) ?? []), event])
    }
  const spans: [number, number][] = []
  let steps = 0
  for (const component of events) {
    const uid = textOf(component, 'uid') ?? ''
    const isChange = component.hasProperty('recurrence-id')
    const ofSeries = isChange ? [] : (changed.get(uid) ?? [])
    for (const span of occurrences(component, ofSeries, limits)) {
      steps += 1
      if (steps > limits.steps) throw new CalendarRefusal('too_many')
      if (!span || span[1] <= limits.from || span[0] >= limits.until) continue
      spans.push([Math.max(span[0], limits.from), Math.min(span[1], limits.until)])
    }
  }
  const all = joined(spans)
  if (all.length > limits.spans) throw new CalendarRefusal('too_many')
  return { spans: all, events: events.length }
}

function eventsOf(text: string, limits: CalendarLimits): ICAL.Component[] {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) throw new CalendarRefusal('not_a_calendar')
  let parsed: unknown
  try {
    parsed = ICAL.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new CalendarRefusal('not_a_calendar')
  }
  const calendars = (typeof (parsed as unknown[])[0] === 'string' ? [parsed] : parsed) as object[]
  const events = calendars.flatMap(one => new ICAL.Component(one as never).getAllSubcomponents('vevent'))
  if (events.length > limits.events) throw new CalendarRefusal('too_many')
  return events
}

/** Each time an event takes place, in order; null where one takes no time. */
function* occurrences(
  component: ICAL.Component,
  changed: readonly ICAL.Component[],
  limits: CalendarLimits,
): Generator<[number, number] | null> {
  const begins = component.getFirstPropertyValue('dtstart')
  if (!(begins instanceof ICAL.Time)) return
  const zone = zoneOf(component, 'dtstart')
  const length = lengthOf(component, begins, zone)
  const spanFrom = (time: ICAL.Time): [number, number] | null => {
    const from = instantOf(time, zone)
    return takesTime(component) && length > 0 ? [from, from + length] : null
  }
  if (component.hasProperty('recurrence-id') || !isRepeated(component)) return yield spanFrom(begins)
  // What was changed stands by itself; here only its place is left out.
  const moved = new Set(
    changed.flatMap(one => {
      const at = one.getFirstPropertyValue('recurrence-id')
      return at instanceof ICAL.Time ? [instantOf(at, zoneOf(one, 'recurrence-id'))] : []
    }),
  )
  const expansion = new ICAL.RecurExpansion({ component, dtstart: begins })
  for (let next = expansion.next(); next; next = expansion.next()) {
    const from = instantOf(next, zone)
    if (from >= limits.until) return
    yield moved.has(from) ? null : spanFrom(next)
  }
}

const isRepeated = (component: ICAL.Component) =>
  component.hasProperty('rrule') || component.hasProperty('rdate')

/** How long an event is, in milliseconds; a day where it names a day alone. */
function lengthOf(component: ICAL.Component, begins: ICAL.Time, zone: string | null): number {
  const ends = component.getFirstPropertyValue('dtend')
  if (ends instanceof ICAL.Time) return instantOf(ends, zoneOf(component, 'dtend')) - instantOf(begins, zone)
  const duration = component.getFirstPropertyValue('duration')
  if (duration instanceof ICAL.Duration) return duration.toSeconds() * 1000
  return begins.isDate ? 86_400_000 : 0
}

function joined(spans: [number, number][]): [number, number][] {
  const all: [number, number][] = []
  for (const [from, until] of spans.sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], until)
    else all.push([from, until])
  }
  return all
}
