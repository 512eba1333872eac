import pg from 'pg'
import { type RecordsFinding, verifyRecords } from '#modules/records/server/index.ts'
import { CommandError } from './explain.ts'
import { readArgs, say } from './usage.ts'
import { withDatabase } from './with-database.ts'

const TEXT: Record<RecordsFinding['code'], string> = {
  missing: 'an entry is missing',
  order: 'an entry stands there twice or in another place',
  chain: 'the entry does not continue the one before',
  link: 'the link is not the hash of what it links',
  facts: 'the entry says something else than was committed to',
  head: 'the end of the chain was cut or put anew',
}

/** Exit code 1 when something was found. */
export async function run(args: string[]): Promise<void> {
  readArgs(args, [], {})
  await withDatabase(async url => {
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    const found = await verifyRecords(pool).finally(() => pool.end())
    say(`${found.entries} entries of ${found.learners} learners, ${found.erased} erased by law.`)
    for (const { learnerId, seq, id, code } of found.findings)
      say(`learner ${learnerId}, entry ${seq}${id ? ` (${id})` : ''}: ${TEXT[code]}`)
    if (found.lost) say(`${found.lost} entries stand in the audit trail and are gone from the records.`)
    if (!found.ok) throw new CommandError('The records are NOT whole.')
    say('The records are whole.')
  })
}
