import { openAsBlob } from 'node:fs'
import { basename, resolve } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import {
  cancelImport,
  confirmImport,
  getImport,
  listImportProblems,
  type OneImport,
  previewImport,
  uploadRoster,
} from '#modules/members/contract.ts'
import { actingAdministrator } from '#modules/members/server/index.ts'
import { type Call, createClient, RequestError } from '#platform/contract/client.ts'
import { createApp } from '#platform/server/http/app.ts'
import { routes } from '../modules.ts'
import { startJobs } from '../platform.ts'
import { CommandError } from './explain.ts'
import { readArgs, say } from './usage.ts'
import { withPlatform } from './with-database.ts'

/** Imports people the same way as the page does, in the name of an administrator of the organisation. */
export async function run(args: string[]): Promise<void> {
  const { positionals, values } = readArgs(args, ['FILE'], {
    organisation: { type: 'string', default: '' },
    yes: { type: 'boolean', default: false },
    'leave-out-bad': { type: 'boolean', default: false },
    'end-many': { type: 'boolean', default: false },
  })
  const path = resolve(positionals[0] ?? '')
  const file = await openAsBlob(path).catch(() => {
    throw new CommandError(`${path} cannot be read.`)
  })
  await withPlatform(async ({ services }) => {
    const viewer = await actingAdministrator(services, values.organisation)
    if (!viewer)
      throw new CommandError(`--organisation "${values.organisation}" has no administrator with an account.`)
    const readSession = async () => ({ sessionId: 'command', viewer })
    const app = await createApp({ services, routes, readSession, requestsAMinute: 1_000_000 })
    const worker = await startJobs(services)
    const call = createClient(over(app))
    try {
      const made = await call(uploadRoster, { query: { name: basename(path) }, upload: file })
      await apply(call, made, {
        yes: values.yes,
        leaveOutBad: values['leave-out-bad'],
        endMany: values['end-many'],
      })
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      throw new CommandError(services.text('en', `error.${error.code}`, error.body.data))
    } finally {
      await worker.stop()
      await app.close()
    }
  })
}

type Choice = { yes: boolean; leaveOutBad: boolean; endMany: boolean }

async function apply(call: Call, { id, state }: OneImport, choice: Choice): Promise<void> {
  const params = { id }
  if (state === 'mapping')
    throw new CommandError('The columns are not all recognised: import this file on the page, once.')
  await call(previewImport, { params, body: {} })
  const preview = await settled(call, id)
  if (preview.state !== 'ready') throw new CommandError('The file could not be read through.')
  for (const [outcome, count] of Object.entries(preview.counts ?? {}))
    if (typeof count === 'number') say(`  ${outcome}: ${count}`)
  const { rows: problems } = await call(listImportProblems, { params, query: { limit: 20 } })
  for (const { row, header, field, code } of problems) say(`  row ${row}, ${header ?? field}: ${code}`)
  if (!choice.yes || (problems.length > 0 && !choice.leaveOutBad)) {
    await call(cancelImport, { params })
    if (!choice.yes) return say('Nothing was written. With --yes it is.')
    throw new CommandError('Nothing was written: mend the rows, or leave them out with --leave-out-bad.')
  }
  const { leaveOutBad, endMany } = choice
  await call(confirmImport, { params, body: { leaveOutBad, endMany } })
  const { state: ended } = await settled(call, id)
  if (ended !== 'done') throw new CommandError(`The import ended as "${ended}"; nothing was written.`)
  say('Imported.')
}

async function settled(call: Call, id: string): Promise<OneImport> {
  for (;;) {
    await sleep(300)
    const now = await call(getImport, { params: { id } })
    if (!['uploaded', 'previewing', 'applying'].includes(now.state)) return now
  }
}

function over(app: FastifyInstance) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const answer = await app.inject({
      method: (init.method ?? 'GET') as 'GET',
      url,
      headers: init.headers as Record<string, string>,
      payload:
        init.body instanceof Blob
          ? Readable.fromWeb(init.body.stream() as ReadableStream)
          : (init.body as string | undefined),
    })
    const body = answer.statusCode === 204 ? null : (answer.rawPayload as BodyInit)
    return new Response(body, { status: answer.statusCode, headers: answer.headers as HeadersInit })
  }
}
