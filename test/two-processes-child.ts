import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { run } from '#app/run.ts'
import { closeOnSignals } from '#app/shutdown.ts'
import { readConfig } from '#platform/server/config.ts'
import { job } from '#platform/server/jobs/job.ts'

/** A serving process for tests: no page, two jobs that note who ran them, its address on standard output. */
const note = job({
  name: 'test.note',
  payload: z.object({ number: z.number() }),
  run: async ({ number }, { services }) => {
    await services.systemPool.query('insert into ran (number, pid) values ($1, $2)', [number, process.pid])
  },
})
const linger = job({
  name: 'test.linger',
  payload: z.object({}),
  run: async (_, { services, attempt }) => {
    await services.systemPool.query('insert into ran (number, pid) values ($1, $2)', [-attempt, process.pid])
    if (attempt === 1) await sleep(60_000)
  },
})

// Ends with the test, however that ends.
process.stdin.on('close', () => process.exit(1)).resume()

const running = await run(readConfig('serve'), { http: true, jobs: [note, linger] })
closeOnSignals(running.close, line => running.services.log.info(line))
process.stdout.write(`${JSON.stringify({ address: running.address })}\n`)
