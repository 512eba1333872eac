import { restore } from './formula-safety.ts'
import { TableError } from './table-error.ts'
import type { TableLimits } from './table-limits.ts'
import type { TableMessage, TableTask, WireRow } from './table-messages.ts'

const BATCH_CELLS = 4000
const BATCH_CHARS = 64 * 1024
/** A title and a note often stand above the header; it is looked for among so many rows. */
const HEADER_SEARCH = 5

/**
 * Takes raw rows from a format's reader, applies the limits, finds the header and hands lines to `write`.
 * `write` answers when more may be sent, so a slow consumer slows the reading.
 */
export class TableSink {
  readonly limits: TableLimits
  private readonly task: TableTask
  private readonly write: (line: string) => Promise<void>
  private candidates: WireRow[] = []
  private headerFound = false
  private batch: WireRow[] = []
  private batchCells = 0
  private batchChars = 0
  private lines: string[] = []
  private rowCount = 0
  private sent = 0

  constructor(task: TableTask, write: (line: string) => Promise<void>) {
    this.limits = task.limits
    this.task = task
    this.write = write
  }

  /** True when a sample is complete: the reader may stop. */
  get full(): boolean {
    return this.task.sampleRows !== undefined && this.headerFound && this.rowCount >= this.task.sampleRows
  }

  send(message: TableMessage): void {
    const line = `${JSON.stringify(message)}\n`
    this.sent += line.length
    if (this.sent > this.limits.outputBytes)
      throw new TableError('table.too_large', { limit: this.limits.outputBytes })
    this.lines.push(line)
  }

  /** One row as the file has it; `cells` is kept, so the caller must not reuse it. */
  row(number: number, cells: string[]): void {
    let used = 0
    let chars = 0
    for (let i = 0; i < cells.length; i++) {
      const length = cells[i]?.length ?? 0
      if (length === 0) continue
      if (length > this.limits.cellLength)
        throw new TableError('table.cell_too_long', {
          limit: this.limits.cellLength,
          row: number,
          column: i + 1,
        })
      used = i + 1
      chars += length
      cells[i] = restore(cells[i] ?? '')
    }
    if (used === 0) return
    if (used > this.limits.columns)
      throw new TableError('table.too_many_columns', { limit: this.limits.columns, row: number })
    if (used < cells.length) cells.length = used
    const row: WireRow = [number, ...cells]
    if (this.headerFound) this.dataRow(row, chars)
    else this.beforeHeader(row)
  }

  /** Sends what is ready; readers call it between two chunks of their input. */
  async flush(): Promise<void> {
    const lines = this.lines
    if (lines.length === 0) return
    this.lines = []
    for (const line of lines) await this.write(line)
  }

  /** Call once, after the last row. */
  async finish(): Promise<void> {
    if (!this.headerFound) this.chooseHeader(0)
    this.sendBatch()
    await this.flush()
  }

  private beforeHeader(row: WireRow): void {
    const wanted = this.task.headerRow
    if (wanted !== undefined && row[0] < wanted) return
    this.candidates.push(row)
    const wide = row.slice(1).filter(cell => cell !== '').length > 1
    if (wide || wanted !== undefined) this.chooseHeader(this.candidates.length - 1)
    else if (this.candidates.length >= HEADER_SEARCH) this.chooseHeader(0)
  }

  private chooseHeader(index: number): void {
    const header = this.candidates[index]
    if (!header) throw new TableError('table.empty')
    const names = header.slice(1).map(name => String(name).trim())
    const seen = new Map<string, number>()
    names.forEach((name, i) => {
      const first = seen.get(name)
      if (first !== undefined)
        throw new TableError('table.duplicate_header', { name, first: first + 1, second: i + 1 })
      if (name !== '') seen.set(name, i)
    })
    this.headerFound = true
    this.send({ header: [header[0], ...names] })
    for (const row of this.candidates.slice(index + 1)) this.dataRow(row, 0)
    this.candidates = []
  }

  private dataRow(row: WireRow, chars: number): void {
    if (this.full) return
    this.rowCount++
    if (this.rowCount > this.limits.rows)
      throw new TableError('table.too_many_rows', { limit: this.limits.rows })
    this.batch.push(row)
    this.batchCells += row.length
    this.batchChars += chars
    if (this.batchCells >= BATCH_CELLS || this.batchChars >= BATCH_CHARS) this.sendBatch()
  }

  private sendBatch(): void {
    if (this.batch.length > 0) this.send({ rows: this.batch })
    this.batch = []
    this.batchCells = 0
    this.batchChars = 0
  }
}
