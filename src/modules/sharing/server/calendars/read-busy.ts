import { fileURLToPath } from 'node:url'
import { type ReadingProgram, readingMessages } from '#platform/server/documents/table-process.ts'
import { type Busy, type CalendarLimits, CalendarRefusal } from './expand.ts'

/** What the reading of any file can end in, by the names of the process that does it. */
const ENDS: Record<string, string> = {
  'table.timeout': 'too_slow',
  'table.too_large': 'too_large',
  'table.not_a_table': 'not_a_calendar',
  'table.crashed': 'crashed',
}
const CHILD = fileURLToPath(new URL('./calendar-child.ts', import.meta.url))
const PROGRAM: ReadingProgram = {
  path: CHILD,
  refusal: code => new CalendarRefusal(ENDS[code] ?? code),
}

export const CALENDAR_LIMITS: Omit<CalendarLimits, 'from' | 'until'> = {
  ...{ seconds: 20, fileBytes: 2_000_000 },
  ...{ events: 5_000, steps: 100_000, spans: 5_000 },
}

type Task = { limits: CalendarLimits }
type Message = { busy: Busy } | { error: { code: string; data: Record<string, never> } } | { end: true }

/** When the owner of a calendar on this machine is not free. Throws CalendarRefusal. */
export async function readBusy(path: string, task: Task, signal?: AbortSignal): Promise<Busy> {
  let busy: Busy = { spans: [], events: 0 }
  for await (const message of readingMessages<Message>(PROGRAM, path, task, signal))
    if ('busy' in message) busy = message.busy
  return busy
}
