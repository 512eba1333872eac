/**
 * The only code that opens a stranger's file. It runs as a process of its own with little memory, no
 * environment and no right to read anything but the program itself: the file arrives as open descriptor 3.
 * One argument (a TableTask as JSON); NDJSON of TableMessage on stdout.
 */
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { TableError } from './table-error.ts'
import { detectFormat } from './table-format.ts'
import type { TableTask } from './table-messages.ts'
import { TableSink } from './table-sink.ts'

const FILE = 3

function write(line: string): Promise<void> {
  return new Promise(resolve => {
    if (process.stdout.write(storable(line))) resolve()
    else process.stdout.once('drain', resolve)
  })
}

/** Databases refuse NUL and lone surrogates; JSON writes both as escapes, so they are quick to look for. */
function storable(line: string): string {
  if (!line.includes('\\u0000') && !line.includes('\\ud')) return line
  return `${JSON.stringify(JSON.parse(line), (_key, value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  )}\n`
}

async function main(): Promise<void> {
  const task: TableTask = JSON.parse(process.argv[2] ?? '')
  const sink = new TableSink(task, write)
  try {
    if (detectFormat(FILE) === 'zip') await readXlsx(FILE, task, sink)
    else await readCsv(FILE, sink)
    await sink.finish()
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    await write(`${JSON.stringify({ error: { code: error.code, data: error.data } })}\n`)
  }
}

// The parent holds stdin open; when it dies, so does this process, whatever it is doing with the file.
process.stdin.on('end', () => process.exit(1)).resume()
await main()
process.stdout.end(() => process.exit(0))
