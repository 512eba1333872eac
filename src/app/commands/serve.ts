import { readConfig } from '#platform/server/config.ts'
import { run as runPlatform } from '../run.ts'
import { closeOnSignals } from '../shutdown.ts'
import { readArgs } from './usage.ts'

/** Real use: HTTP and jobs in one process, any number of them on one DATABASE_URL. */
export async function run(args: string[]): Promise<void> {
  readArgs(args, [], {})
  const running = await runPlatform(readConfig('serve'), { http: true, web: true })
  closeOnSignals(running.close, line => running.services.log.info(line))
}
