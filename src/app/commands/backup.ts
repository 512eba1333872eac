import { resolve } from 'node:path'
import { backup } from '#platform/server/backup/write.ts'
import { createFileStore } from '#platform/server/files/create.ts'
import { readArgs, say } from './usage.ts'
import { secretOf, withDatabase } from './with-database.ts'

export async function run(args: string[]): Promise<void> {
  const { positionals } = readArgs(args, ['FILE'], {})
  const path = resolve(positionals[0] ?? '')
  await withDatabase(async (url, config) => {
    const files = await createFileStore(config)
    const done = await backup({ url, files, secret: secretOf(config) }, path)
    for (const problem of done.problems) say(problem)
    say(`${path}: ${done.rows} rows of ${done.tables} tables, ${done.files} files, ${done.bytes} bytes.`)
    const secret = config.OVERPASS_SECRET
      ? 'OVERPASS_SECRET'
      : `the file ${resolve(config.dataDir, 'secret')}`
    say(
      `The secret is not in it: keep ${secret} apart, in a safe place. Without it nobody's second factor works.`,
    )
    say('It holds personal data: keep it where only its keeper can read it.')
  })
}
