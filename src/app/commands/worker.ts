import { readConfig } from '#platform/server/config.ts'
import { run as runPlatform } from '../run.ts'
import { closeOnSignals } from '../shutdown.ts'
import { readArgs } from './usage.ts'

/** Real use: jobs alone, beside processes that serve. */
export async function run(args: string[]): Promise<void> {
  readArgs(args, [], {})
  const running = await runPlatform(readConfig('worker'), { http: false })
  closeOnSignals(running.close, line => running.services.log.info(line))
}
