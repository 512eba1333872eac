import { prepareDatabase } from '#platform/server/database/prepare.ts'
import { readArgs, say } from './usage.ts'
import { withDatabase } from './with-database.ts'

export async function run(args: string[]): Promise<void> {
  readArgs(args, [], {})
  const applied = await withDatabase(url => prepareDatabase(url, say))
  if (applied.length === 0) say('The database is up to date.')
}
