import { CommandError } from './explain.ts'
import { readArgs, say, UsageError } from './usage.ts'
import { withPlatform } from './with-database.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = readArgs(args, [], { scale: { type: 'string', default: '1' } })
  const { loadDemo } = await import('#demo/load.ts')
  const { SCALE_MOST } = await import('#demo/generate.ts')
  const scale = Number(values.scale)
  if (!Number.isInteger(scale) || scale < 1 || scale > SCALE_MOST)
    throw new UsageError(`--scale is a whole number from 1 to ${SCALE_MOST}.`)
  await withPlatform(async ({ services }) => {
    const { loaded, rows, milliseconds } = await loadDemo(services.ownerPool, { scale, log: say })
    if (!loaded) throw new CommandError('The demo group is there already; nothing was changed.')
    for (const [table, count] of Object.entries(rows)) say(`  ${table}: ${count}`)
    say(`Loaded in ${(milliseconds / 1000).toFixed(1)} s.`)
  })
}
