/**
 * The only code that opens a stranger's file. It runs as a process of its own with little memory, no
 * environment and no right to read anything but the program itself: the file arrives as open descriptor 3.
 * One argument (a TableTask as JSON); NDJSON of TableMessage on stdout.
 */
import { FILE, readingProgram } from '../programs/reading-program.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { TableError } from './table-error.ts'
import { detectFormat } from './table-format.ts'
import type { TableTask } from './table-messages.ts'
import { TableSink } from './table-sink.ts'

/** Databases refuse NUL and lone surrogates; JSON writes both as escapes, so they are quick to look for. */
function storable(line: string): string {
  if (!line.includes('\\u0000') && !line.includes('\\ud')) return line
  return `${JSON.stringify(JSON.parse(line), (_key, value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  )}\n`
}

await readingProgram<TableTask, object>({
  async read(task, write) {
    const sink = new TableSink(task, line => write(storable(line)))
    if (detectFormat(FILE) === 'zip') await readXlsx(FILE, task, sink)
    else await readCsv(FILE, sink)
    await sink.finish()
  },
  refusal: error => (error instanceof TableError ? error : null),
})
