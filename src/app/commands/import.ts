import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { importFile, importOneRoster } from '#modules/members/server/index.ts'
import { Failure } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import { CommandError } from './explain.ts'
import { readArgs, say, UsageError } from './usage.ts'
import { withPlatform } from './with-database.ts'

const PROBLEMS_SHOWN = 20

type Wanted = {
  path: string
  organisationCode: string
  confirm: boolean
  leaveOutBad: boolean
  endMany: boolean
  keepMissing: boolean
}

/** Imports people of an organisation, or says what it would do: a spreadsheet, or a OneRoster set (.zip). */
export async function run(args: string[]): Promise<void> {
  const { positionals, values } = readArgs(args, ['FILE'], {
    organisation: { type: 'string', default: '' },
    yes: { type: 'boolean', default: false },
    'leave-out-bad': { type: 'boolean', default: false },
    'end-many': { type: 'boolean', default: false },
    'keep-missing': { type: 'boolean', default: false },
  })
  if (!values.organisation) throw new UsageError('It takes --organisation CODE.')
  const path = resolve(positionals[0] ?? '')
  await access(path).catch(() => {
    throw new CommandError(`${path} cannot be read.`)
  })
  const wanted = {
    path,
    organisationCode: values.organisation.toUpperCase(),
    confirm: values.yes,
    leaveOutBad: values['leave-out-bad'],
    endMany: values['end-many'],
    keepMissing: values['keep-missing'],
  }
  await withPlatform(async ({ services }) => {
    try {
      const written = path.toLowerCase().endsWith('.zip')
        ? await importSet(services, wanted)
        : await importRoster(services, wanted)
      say(written ? 'Imported.' : 'Nothing was written. With --yes it is, if there is anything to write.')
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const text = services.text('en', `error.${error.code}`, error.data)
      throw new CommandError(`Nothing was written. ${text}`)
    }
  })
}

async function importRoster(services: Services, wanted: Wanted): Promise<boolean> {
  const { state, counts, problems } = await importFile(services, wanted)
  sayCounts(counts)
  for (const { row, field, code } of problems.slice(0, PROBLEMS_SHOWN)) say(`  row ${row}, ${field}: ${code}`)
  return state === 'done'
}

async function importSet(services: Services, wanted: Wanted): Promise<boolean> {
  const { state, counts, listed } = await importOneRoster(services, wanted)
  for (const [file, count] of Object.entries(counts ?? {})) say(`  ${file}: ${JSON.stringify(count)}`)
  for (const { file, row, field, code } of listed.slice(0, PROBLEMS_SHOWN))
    say(`  ${file}, row ${row}, ${field}: ${code}`)
  return state === 'done'
}

function sayCounts(counts: object): void {
  for (const [outcome, count] of Object.entries(counts))
    if (typeof count === 'number') say(`  ${outcome}: ${count}`)
}
