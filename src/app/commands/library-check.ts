import { checkFiles } from '#modules/library/server/index.ts'
import { CommandError } from './explain.ts'
import { readArgs, say } from './usage.ts'
import { withPlatform } from './with-database.ts'

const TEXT = { missing: 'is gone', differs: 'is no longer what it was' }

/** Exit code 1 when something was found. */
export async function run(args: string[]): Promise<void> {
  readArgs(args, [], {})
  await withPlatform(async ({ services }) => {
    let [all, damaged] = [0, 0]
    for await (const { checked, found } of checkFiles(services, null)) {
      all = checked
      if (!found) continue
      damaged += 1
      for (const { title, name, itemId } of found.holding)
        say(`${name} of "${title}" (/library/${itemId}) ${TEXT[found.damage]}: ${found.sha256}`)
    }
    say(`${all} stored files read again.`)
    if (damaged > 0) throw new CommandError(`${damaged} of them are damaged: put them back from a backup.`)
    say('All are whole.')
  })
}
