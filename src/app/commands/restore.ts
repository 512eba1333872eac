import { resolve } from 'node:path'
import { restore } from '#platform/server/backup/restore.ts'
import { createFileStore } from '#platform/server/files/create.ts'
import { findingText } from './audit-verify.ts'
import { readArgs, say } from './usage.ts'
import { secretOf, withDatabase } from './with-database.ts'

export async function run(args: string[]): Promise<void> {
  const { positionals, values } = readArgs(args, ['FILE'], { force: { type: 'boolean', default: false } })
  const path = resolve(positionals[0] ?? '')
  await withDatabase(async (url, config) => {
    const files = await createFileStore(config)
    const target = { url, files, secret: secretOf(config), dataDir: config.dataDir }
    const done = await restore(target, path, { force: values.force, log: say })
    say(`Restored ${done.rows} rows of ${done.tables} tables and ${done.files} files.`)
    for (const name of done.migrated) say(`Brought forward by ${name}.`)
    const { audit } = done
    say(
      audit.ok
        ? `The audit trail is whole: ${audit.entries} entries in ${audit.seals} seals.`
        : 'The audit trail was not whole when the backup was made:',
    )
    for (const finding of audit.findings) say(`  ${findingText(finding)}`)
    if (!done.sameSecret)
      say(
        'OVERPASS_SECRET is another than the one of the backup: sessions and second factors of the backup will not work until the old secret is set again.',
      )
  })
}
