/**
 * Reads a roster in a thread of its own: checking names and spelling them in pinyin takes seconds of pure
 * computing, which would keep every other request waiting, and memory that is given back when the thread ends.
 */
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { readTable, TableError } from '#platform/server/documents/read-table.ts'
import { type RosterRow, readRow } from '../../rules/roster/row.ts'
import { copyLine } from './copy-text.ts'
import { PersonTerms } from './person-terms.ts'
import type { NotedProblem, Staged, StageMessage, StageTask } from './stage-messages.ts'

const CHUNK = 64 * 1024
const NO_TERMS = { nameLatin: null, sortKey: '', grams: [] }

const task = workerData as StageTask
const encoder = new TextEncoder()
const people = new PersonTerms()
const staged: Staged = { rows: 0, problems: 0 }
const noted: NotedProblem[] = []

function send(message: StageMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

/** Hands a piece over and waits until the next one is wanted. */
async function hand(text: string): Promise<void> {
  const lines = encoder.encode(text)
  const asked = parentPort && once(parentPort, 'message')
  send({ lines, staged }, [lines.buffer as ArrayBuffer])
  await asked
}

function conceal(nationalId: string): string {
  const hash = createHmac('sha256', Buffer.from(task.key, 'hex')).update(
    `${task.organisationId} ${nationalId}`,
  )
  return `id:${hash.digest('base64url').slice(0, 32)}`
}

function lineOf(number: number, row: RosterRow, bad: boolean): string {
  const terms = bad ? NO_TERMS : people.of(row.name, row.nameLatin, row.number)
  return copyLine([
    ...[task.importId, task.organisationId, number, bad, row.role, row.externalId, row.number, row.name],
    ...[
      row.nameLatin,
      terms.nameLatin,
      row.className,
      row.cohort,
      row.programmeZh,
      row.positionZh,
      row.positionEn,
    ],
    ...[row.email, row.phone, row.birthDate, row.startsOn, terms.sortKey, terms.grams],
  ])
}

async function read(): Promise<void> {
  const reading = { ...task.reading, conceal }
  let out = ''
  let header = true
  for await (const { row: number, cells } of readTable(task.path, {
    sheet: task.sheet,
    headerRow: task.headerRow,
  })) {
    if (header) {
      header = false
      continue
    }
    const { row, problems } = readRow(cells, reading)
    staged.rows++
    staged.problems += problems.length
    for (const problem of problems)
      if (noted.length < task.problemsMost) noted.push({ ...problem, row: number })
    out += lineOf(number, row, problems.length > 0)
    if (out.length < CHUNK) continue
    await hand(out)
    out = ''
  }
  if (out) await hand(out)
}

try {
  await read()
  send({ noted, staged })
} catch (error) {
  if (!(error instanceof TableError)) throw error
  send({ refused: { code: error.code, data: error.data } })
}
parentPort?.close()
