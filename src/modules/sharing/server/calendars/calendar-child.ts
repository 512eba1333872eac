/**
 * Reads a stranger's calendar: a process of its own without environment, that may read nothing but its own program and
 * write nothing; the calendar arrives as open descriptor 3. One argument (a CalendarTask as JSON); NDJSON on stdout.
 */
import { readFileSync } from 'node:fs'
import { FILE, readingProgram } from '#platform/server/programs/reading-program.ts'
import { busyOf, type CalendarLimits, CalendarRefusal } from './expand.ts'

await readingProgram<{ limits: CalendarLimits }, object>({
  read: ({ limits }, write) => write({ busy: busyOf(readFileSync(FILE, 'utf8'), limits) }),
  // The library throws what it likes at a value that is none.
  refusal: error => ({ code: error instanceof CalendarRefusal ? error.problem : 'not_a_calendar' }),
})
