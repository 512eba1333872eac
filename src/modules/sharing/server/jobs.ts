import { calendarJobs } from './calendars/read-calendar.ts'
import { tellAffected } from './give-way.ts'
import { lineJobs } from './line.ts'
import { matchJobs } from './match.ts'

export const jobs = [...lineJobs, ...calendarJobs, ...matchJobs, tellAffected]
