import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { publicKeyOf, sealingKey } from '#platform/server/audit/chain.ts'
import { headsFile } from '#platform/server/audit/heads.ts'
import { type Finding, verifyAudit } from '#platform/server/audit/verify.ts'
import { CommandError } from './explain.ts'
import { readArgs, say } from './usage.ts'
import { secretOf, withDatabase } from './with-database.ts'

const TEXT: Record<Finding['code'], string> = {
  entry_changed: 'the entry was changed',
  entries_removed: 'entries are missing from the seal',
  entries_added: 'entries were added to the seal',
  entries_reordered: 'the seal does not fit its entries: they, or their order, were changed',
  seal_changed: 'the seal itself was changed',
  seal_missing: 'the seal is missing',
  chain_broken: 'the seal does not continue the one before',
  signature_bad: 'the signature of the seal is not ours',
  tail_cut: 'the seal was written to the file of heads and is gone from the database',
  head_differs: 'the seal is another than the one in the file of heads: the chain was made anew',
  head_unreadable: 'the line of the file of heads cannot be read',
}

export function findingText({ code, seal, entry, line }: Finding): string {
  const where = [seal && `seal ${seal}`, entry && `entry ${entry}`, line && `line ${line}`]
  return `${where.filter(Boolean).join(', ')}: ${TEXT[code]}`
}

/** Exit code 1 when something was found. */
export async function run(args: string[]): Promise<void> {
  const { values } = readArgs(args, [], { heads: { type: 'string' } })
  await withDatabase(async (url, config) => {
    const own = headsFile(config.dataDir)
    const heads = values.heads ? resolve(values.heads) : existsSync(own) ? own : undefined
    if (heads && !existsSync(heads)) throw new CommandError(`There is no file ${heads}.`)
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    const publicKeys = [publicKeyOf(sealingKey(secretOf(config)))]
    const there = await pool.query<{ is: boolean }>(`select to_regclass('audit.seals') is not null as is`)
    if (!there.rows[0]?.is) {
      await pool.end()
      throw new CommandError('The database holds no audit trail yet.')
    }
    const found = await verifyAudit(pool, { heads, publicKeys }).finally(() => pool.end())
    say(
      `${found.entries} entries in ${found.seals} seals, ${found.erased} erased by law, ${found.unsealed} not sealed yet.`,
    )
    if (heads) say(`Compared with ${found.headsChecked} heads of ${heads}.`)
    if (!values.heads)
      say('For proof against the keeper of this machine, give a copy kept elsewhere: --heads FILE.')
    for (const finding of found.findings) say(findingText(finding))
    if (found.more) say('... and more.')
    if (!found.ok) throw new CommandError('The audit trail is NOT whole.')
    say('The audit trail is whole.')
  })
}
