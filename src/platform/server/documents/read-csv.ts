import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { TableError } from './table-error.ts'
import { chunksOf, detectEncoding, firstBytes } from './table-format.ts'
import type { TableInfo } from './table-messages.ts'
import type { TableSink } from './table-sink.ts'

type Delimiter = NonNullable<TableInfo['delimiter']>
const FLUSH_EVERY = 200

/** Streams a CSV file of any supported encoding and separator into the sink. */
export async function readCsv(fd: number, sink: TableSink): Promise<void> {
  const { encoding, bom } = detectEncoding(fd)
  const sample = new TextDecoder(encoding).decode(firstBytes(fd, 64 * 1024).subarray(bom))
  const delimiter = detectDelimiter(sample)
  sink.send({ info: { format: 'csv', encoding, delimiter } })

  const { columns, cellLength } = sink.limits
  const parser = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    // A quote that is never closed would otherwise swallow the whole file into one cell.
    max_record_size: columns * cellLength * 4,
  })
  const source = Readable.from(utf8Chunks(fd, encoding, bom), { objectMode: false })
  source.on('error', error => parser.destroy(error))
  source.pipe(parser)
  let number = 0
  try {
    for await (const record of parser) {
      number++
      sink.row(number, record)
      if (sink.full) break
      if (number % FLUSH_EVERY === 0) await sink.flush()
    }
  } catch (error) {
    throw csvProblem(error, cellLength)
  } finally {
    source.destroy()
  }
}

function* utf8Chunks(fd: number, encoding: string, bom: number): Generator<Buffer> {
  if (encoding === 'utf-8') {
    for (const chunk of chunksOf(fd, bom)) yield Buffer.from(chunk)
    return
  }
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (const chunk of chunksOf(fd, bom)) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    yield Buffer.from(decoder.decode())
  } catch {
    throw new TableError('table.encoding')
  }
}

function csvProblem(error: unknown, limit: number): unknown {
  if (!(error instanceof CsvError)) return error
  // The parser runs ahead of the sink; it counts the complete rows before the broken one.
  const row = Number(error.records) + 1
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new TableError('table.bad_quote', { row })
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new TableError('table.cell_too_long', { limit, row, column: 1 })
  return new TableError('table.damaged', { row })
}

/** The separator that most lines use equally often; a comma when nothing speaks for another. */
export function detectDelimiter(sample: string): Delimiter {
  const lines = sample
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/, 20)
    .filter(line => line !== '')
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of [',', '\t', ';'] as const) {
    const frequency = new Map<number, number>()
    for (const line of lines) {
      const count = line.split(delimiter).length - 1
      if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1)
    }
    for (const [count, times] of frequency) {
      if (count * times * times <= bestScore) continue
      best = delimiter
      bestScore = count * times * times
    }
  }
  return best
}
