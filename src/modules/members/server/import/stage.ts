import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { today } from '#platform/contract/days.ts'
import type { Services } from '#platform/server/context.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { TableError } from '#platform/server/documents/read-table.ts'
import type { TaskProgress } from '#platform/server/jobs/task.ts'
import { builtProgram } from '#platform/server/programs/built-program.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'
import { rosterRolesOf } from '../../rules/roster/roles.ts'
import type { ImportRecord } from './records.ts'
import {
  type NotedProblem,
  STAGED_COLUMNS,
  type Staged,
  type StageMessage,
  type StageTask,
} from './stage-messages.ts'

/** Problems kept one by one; a file with more is not mended cell by cell. */
const PROBLEMS_MOST = 50_000
const CHILD = fileURLToPath(new URL('./stage-child.ts', import.meta.url))
/** Enough for the longest rows and the pinyin of every character; garbage is collected before it grows beyond. */
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 }

/**
 * Streams the file's rows into the staging tables, with what each row alone has wrong. Throws TableError when
 * the file cannot be read to its end.
 */
export async function stageRows(
  client: pg.PoolClient,
  services: Services,
  roster: ImportRecord,
  path: string,
  progress: TaskProgress,
  signal: AbortSignal,
): Promise<Staged> {
  const worker = new Worker(await builtProgram(CHILD), {
    workerData: taskOf(services, roster, path),
    resourceLimits: MEMORY,
    execArgv: [],
  })
  let end: { noted: NotedProblem[]; staged: Staged } | undefined
  async function* lines(): AsyncGenerator<Uint8Array> {
    for await (const message of messagesOf(worker, signal)) {
      if ('refused' in message) throw new TableError(message.refused.code, message.refused.data)
      if ('noted' in message) {
        end = message
        return
      }
      yield message.lines
      await progress.advance(message.staged.rows, { message: 'members.import.reading' })
      worker.postMessage('next')
    }
  }
  try {
    const copy = client.query(copyFrom(`copy members.import_rows (${STAGED_COLUMNS}) from stdin`))
    await pipeline(Readable.from(lines(), { objectMode: false }), copy)
  } finally {
    await worker.terminate()
  }
  if (!end) throw new TableError('table.crashed')
  await insertProblems(client, roster, end.noted)
  return end.staged
}

function taskOf(services: Services, roster: ImportRecord, path: string): StageTask {
  const { source, settings } = roster
  const key = keyFor(readSecret(services.config), 'roster keys').toString('hex')
  const allowedRoles = rosterRolesOf(roster.kind)
  return {
    ...{
      path,
      sheet: source.sheet ?? undefined,
      headerRow: source.headerRow,
      key,
      problemsMost: PROBLEMS_MOST,
    },
    ...{ importId: roster.id, organisationId: roster.organisationId },
    reading: { columns: settings.columns, role: settings.role, allowedRoles, today: today() },
  }
}

/** The thread's messages until it ends. A thread that runs out of memory has a file that is not to be read. */
async function* messagesOf(worker: Worker, signal: AbortSignal): AsyncGenerator<StageMessage> {
  const waiting: StageMessage[] = []
  let failed: unknown
  let ended = false
  let wake = () => {}
  worker.on('message', (message: StageMessage) => {
    waiting.push(message)
    wake()
  })
  worker.on('error', (error: Error & { code?: string }) => {
    failed = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TableError('table.crashed') : error
    wake()
  })
  const stop = () => {
    ended = true
    wake()
  }
  worker.on('exit', stop)
  signal.addEventListener('abort', stop)
  try {
    for (;;) {
      signal.throwIfAborted()
      const message = waiting.shift()
      if (message) yield message
      else if (failed) throw failed
      else if (ended) return
      else
        await new Promise<void>(resolve => {
          wake = resolve
        })
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function insertProblems(
  client: pg.PoolClient,
  roster: ImportRecord,
  noted: NotedProblem[],
): Promise<void> {
  const db = kyselyOn(client)
  for (let at = 0; at < noted.length; at += 5000) {
    const part = noted.slice(at, at + 5000)
    await sql`insert into members.import_problems (import_id, organisation_id, row, field, code, data)
      select ${roster.id}, ${roster.organisationId}, p.row, p.field, p.code, coalesce(p.data, '{}')
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as p(row int, field text, code text, data jsonb)
      on conflict do nothing`.execute(db)
  }
}
