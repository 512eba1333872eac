// One of several processes that serve the same database, on a port of its own.
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { buildApp } from '#app/platform.ts'
import { readConfig } from '#platform/server/config.ts'
import { createLog } from '#platform/server/log.ts'
import { openServices } from '#platform/server/services.ts'
import { createText } from '#platform/server/text.ts'

const config = readConfig('demo')
const services = await openServices(
  config,
  process.env.DATABASE_URL ?? '',
  await createText({ zh, en }),
  createLog('error'),
)
const app = await buildApp(services, { requestsAMinute: 1_000_000_000 })
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
process.once('message', async () => {
  await app.close()
  await services.close()
  process.disconnect()
})
