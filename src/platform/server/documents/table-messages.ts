import type { TableErrorCode, TableErrorData } from './table-error.ts'
import type { TableLimits } from './table-limits.ts'

/** What the parent asks of the reading process (its only argument, as JSON). */
export type TableTask = {
  sheet?: string
  headerRow?: number
  /** Stop after this many rows below the header. */
  sampleRows?: number
  limits: TableLimits
}

export type TableInfo = {
  format: 'xlsx' | 'csv'
  encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
  delimiter?: ',' | ';' | '\t'
  sheets?: string[]
  sheet?: string
}

/** A row on the wire: its number in the file, then its cells. */
export type WireRow = [number, ...string[]]

/** One line of the reading process' output. */
export type TableMessage =
  | { info: TableInfo }
  | { header: WireRow }
  | { rows: WireRow[] }
  | { error: { code: TableErrorCode; data: TableErrorData } }
  | { end: true }
