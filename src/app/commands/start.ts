import { isIP } from 'node:net'
import { BadSettings, readConfig } from '#platform/server/config.ts'
import { openDatabase } from '../database.ts'
import { closeOnSignals } from '../shutdown.ts'
import { readArgs, say } from './usage.ts'

/** The demo group on this machine alone: anybody who reaches it may act as anybody. */
export async function run(args: string[]): Promise<void> {
  readArgs(args, [], {})
  const config = readConfig('demo', { LOG_LEVEL: 'warn', ...process.env })
  if (!isLocal(config.HOST))
    throw new BadSettings([
      { name: 'HOST', problem: 'the demo lets anybody act as anybody and only listens on this machine' },
    ])
  const began = performance.now()
  say('Overpass 立交桥: starting the demo group 正在启动示范集团 …')
  const database = openDatabase(config)
  database.catch(() => {})
  const [{ run: runPlatform }, { setUpDemo }] = await Promise.all([
    import('../run.ts'),
    import('#demo/load.ts'),
  ])
  const running = await runPlatform(config, {
    database,
    http: true,
    web: true,
    prepare: async services => void (await setUpDemo(services)),
  })
  closeOnSignals(running.close, line => running.services.log.info(line))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(
    `\n  Open 请打开  ${running.address}\n\n  Ready in ${seconds} s 用时 ${seconds} 秒. Ctrl+C ends it 按 Ctrl+C 结束.`,
  )
}

const isLocal = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
