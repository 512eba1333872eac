// The server whose memory is measured: the import's endpoints and its jobs in one process, on one database.
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { importJobs } from '#modules/members/server/import/jobs.ts'
import { importRoutes } from '#modules/members/server/import/router.ts'
import type { Viewer } from '#platform/contract/access.ts'
import { readConfig } from '#platform/server/config.ts'
import { createApp } from '#platform/server/http/app.ts'
import { startWorker } from '#platform/server/jobs/worker.ts'
import { createLog } from '#platform/server/log.ts'
import { openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'

const viewer = JSON.parse(process.argv[2] ?? 'null') as Viewer
const config = readConfig('test')
const url = config.DATABASE_URL ?? ''
const services = await openServices(config, url, await createText({ zh, en }), createLog('error'))
const readSession = async () => ({ sessionId: viewer.personId, viewer })
const app = await createApp({ services, routes: importRoutes, readSession, requestsAMinute: 1_000_000 })
const worker = await startWorker(services, { url, ownerPool: services.ownerPool }, importJobs)
const address = await app.listen({ port: 0, host: '127.0.0.1' })

let most = 0
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss())
}, 20)
// How long other requests wait while the import runs: the longest gap between two turns of the loop.
let [last, gap] = [performance.now(), 0]
const turn = setInterval(() => {
  const now = performance.now()
  gap = Math.max(gap, now - last - 5)
  last = now
}, 5)

process.on('message', async message => {
  if (message === 'begin') {
    most = process.memoryUsage.rss()
    gap = 0
    process.send?.({ rss: most })
  } else if (message === 'measure') process.send?.({ rss: most, gap: Math.round(gap) })
  else {
    clearInterval(watch)
    clearInterval(turn)
    await worker.stop()
    await app.close()
    await services.close()
    process.disconnect()
  }
})
process.send?.({ address })
