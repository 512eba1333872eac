import type { SharingCalendarMessages } from './messages.calendars.zh.ts'

export const en: SharingCalendarMessages = {
  'sharing.calendars.title': 'Calendars',
  'sharing.calendars.of': 'Calendars: {{title}}',
  'sharing.calendars.lead':
    'Follow the bookings in a calendar of your own, and let the events of outside calendars block the time.',
  'sharing.calendars.link': 'Calendars',
  'sharing.feed.page': 'Your bookings in your calendar',
  'sharing.feed.page_lead':
    'The calendar on your phone or computer keeps up with the bookings you make, and drops those that are cancelled.',
  'sharing.feed.own': 'Overpass: my bookings',
  'sharing.feed.taken': 'Taken',
  'sharing.feed.title': 'Calendar address',
  'sharing.feed.note_own':
    'Whoever knows this address sees your bookings. Keep it to yourself; change it if it gets out.',
  'sharing.feed.note_offer':
    'It shows what you may see here: where you may not know who booked, only that it is taken. Keep it to yourself.',
  'sharing.feed.once': 'It is shown this once. Copy it into your calendar now.',
  'sharing.outside.title': 'Blocked by outside calendars',
  'sharing.outside.note':
    'Events of outside calendars block this, read every hour; their times are kept, what they are called is not. Bookings that stand are left alone.',
  'sharing.outside.empty': 'Outside calendars that block time will stand here',
  'sharing.outside.empty_text':
    'Your timetable, for example: whenever there is a class it cannot be booked, and nobody has to close it by hand.',
  'sharing.outside.address': 'Address of the calendar',
  'sharing.outside.address_hint':
    'A public address that begins with https:// or webcal:// (iCalendar, .ics). It is kept encrypted; only its host is shown.',
  'sharing.outside.add': 'Add this calendar',
  'sharing.outside.added': 'Added; it is being read.',
  'sharing.outside.waiting': 'Waits to be read',
  'sharing.outside.read_one': 'Read {{at}}, {{count}} event',
  'sharing.outside.read_other': 'Read {{at}}, {{count}} events',
  'sharing.outside.stands': 'The times read before still block.',
  'sharing.outside.clashes_one': '{{count}} booking lies in the time it blocks. Talk to whoever booked.',
  'sharing.outside.clashes_other': '{{count}} bookings lie in the time it blocks. Talk to those who booked.',
  'sharing.outside.reread': 'Read now',
  'sharing.outside.rereading': 'It is being read.',
  'sharing.outside.remove': 'Remove',
  'sharing.outside.remove_text': 'What it blocks is free at once, and whoever waits in line moves up.',
  'sharing.outside.problem.inward': 'That address leads into an internal network and is not read.',
  'sharing.outside.problem.unreachable': 'Nobody answered. It is tried again later.',
  'sharing.outside.problem.redirect': 'That address leads elsewhere. Give the final one.',
  'sharing.outside.problem.status': 'No calendar came back; the address may have ended.',
  'sharing.outside.problem.too_large':
    'The calendar is larger than 2 MB. Export only the part that is needed.',
  'sharing.outside.problem.not_a_calendar': 'What came back is no iCalendar file, or a broken one.',
  'sharing.outside.problem.too_many': 'Too many events or repetitions. Export only the part that is needed.',
  'sharing.outside.problem.too_slow': 'Reading took too long; a rule of repetition may be wrong.',
  'sharing.outside.problem.crashed': 'The calendar could not be read to its end; it may be broken.',
  'sharing.outside.problem.off': 'This platform does not read outside calendars. Ask whoever runs it.',
  'error.sharing.calendar_address':
    'Give a public calendar address that begins with https:// or webcal://, without port, user or password.',
  'error.sharing.calendar_many': 'At most {{most}} outside calendars for each thing that is shared.',
  'audit.sharing.feed_created': 'Calendar address for bookings made',
  'audit.sharing.feed_revoked': 'Calendar address for bookings ended',
  'audit.sharing.calendar_added': 'Outside calendar added',
  'audit.sharing.calendar_removed': 'Outside calendar removed',
  'data.sharing.feeds': 'Your calendar addresses for bookings',
  'data.sharing.feeds.own': 'Your own bookings',
}
