import { resolve } from 'node:path'
import { today } from '#platform/contract/days.ts'
import { CommandError } from './explain.ts'
import { readArgs, say, UsageError } from './usage.ts'
import { withPlatform } from './with-database.ts'

/** Loads the demo group, or writes one of its schools' registers for trying the import. */
export function run(args: string[]): Promise<void> {
  return args[0] === 'roster' ? writeRoster(args.slice(1)) : load(args)
}

async function load(args: string[]): Promise<void> {
  const { values } = readArgs(args, [], { scale: { type: 'string', default: '1' } })
  const { setUpDemo } = await import('#demo/load.ts')
  const { SCALE_MOST } = await import('#demo/generate.ts')
  const scale = Number(values.scale)
  if (!Number.isInteger(scale) || scale < 1 || scale > SCALE_MOST)
    throw new UsageError(`--scale is a whole number from 1 to ${SCALE_MOST}.`)
  await withPlatform(async ({ services }) => {
    const { loaded, rows, milliseconds } = await setUpDemo(services, { scale, log: say })
    if (!loaded) throw new CommandError('The demo group is there already; nothing was changed.')
    for (const [table, count] of Object.entries(rows)) say(`  ${table}: ${count}`)
    say(`Loaded in ${(milliseconds / 1000).toFixed(1)} s.`)
  })
}

async function writeRoster(args: string[]): Promise<void> {
  const { positionals, values } = readArgs(args, ['FILE'], {
    school: { type: 'string', default: 'BC01' },
    faults: { type: 'boolean', default: false },
  })
  const path = resolve(positionals[0] ?? '')
  if (!/\.(xlsx|csv)$/i.test(path)) throw new UsageError('A roster is written as .xlsx or .csv.')
  const { writeDemoRoster } = await import('#demo/rosters/write-roster.ts')
  const { school, faults } = values
  const counts = await writeDemoRoster(path, { today: today(), school, faults }).catch(error => {
    throw new CommandError(`The roster of ${school} could not be written: ${(error as Error).message}`)
  })
  say(`Written to ${path}`)
  for (const [outcome, count] of Object.entries(counts)) say(`  ${outcome}: ${count}`)
}
