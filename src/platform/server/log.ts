import { type Logger, pino } from 'pino'

/** Lines leave together, at the latest after a second: a write of its own for each would cost what a query does. */
const LOG_BYTES = 4096
const LOG_MS = 1000

export function createLog(level: string): Logger {
  const destination = pino.destination({ dest: 1, sync: false, minLength: LOG_BYTES, periodicFlush: LOG_MS })
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['*.password', '*.token', '*.secret', 'req.headers'], remove: true },
    },
    destination,
  )
}
