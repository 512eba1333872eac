/**
 * Reads a stranger's calendar: a process of its own without environment, that may read nothing but its own program and
 * write nothing; the calendar arrives as open descriptor 3. One argument (a CalendarTask as JSON); NDJSON on stdout.
 */
import { readFileSync } from 'node:fs'
import { busyOf, type CalendarLimits, CalendarRefusal } from './expand.ts'

const { limits }: { limits: CalendarLimits } = JSON.parse(process.argv[2] ?? '')
// The parent holds stdin open; when it dies, so does this process, whatever it is doing with the file.
process.stdin.on('end', () => process.exit(1)).resume()
const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)
try {
  say({ busy: busyOf(readFileSync(3, 'utf8'), limits) })
  say({ end: true })
} catch (error) {
  // The library throws what it likes at a value that is none.
  say({ error: { code: error instanceof CalendarRefusal ? error.problem : 'not_a_calendar', data: {} } })
}
process.stdout.end(() => process.exit(0))
