// A process that does the jobs of roster import on DATABASE_URL, to be killed by a test.
import { importJobs } from '#modules/members/server/import/jobs.ts'
import { readConfig } from '#platform/server/config.ts'
import { startWorker } from '#platform/server/jobs/worker.ts'
import { createLog } from '#platform/server/log.ts'
import { openServices } from '#platform/server/services.ts'

const config = readConfig('test')
const url = config.DATABASE_URL ?? ''
const services = await openServices(config, url, (_, key) => key, createLog('silent'))
await startWorker(services, { url, ownerPool: services.ownerPool }, importJobs)
process.send?.('ready')
