import { calendarJobs } from './calendars/read-calendar.ts'
import { lineJobs } from './line.ts'

export const jobs = [...lineJobs, ...calendarJobs]
