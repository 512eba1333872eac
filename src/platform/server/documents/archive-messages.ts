import type { TableErrorData } from './table-error.ts'

/** What one archive of CSV files may cost. All of it is checked while reading, never after. */
export type ArchiveLimits = {
  /** Bytes of the archive as it was handed in. */
  fileBytes: number
  /** Bytes of all its files, unpacked. */
  inflatedBytes: number
  /** Unpacked over packed size of one file larger than 10 MB; honest rosters stay below 50. */
  inflateRatio: number
  entries: number
  /** Rows of all files together. */
  rows: number
  columns: number
  /** Bytes of one row. */
  rowBytes: number
  /** Seconds spent waiting for the reading process. */
  seconds: number
}

const MB = 1024 * 1024
export const ARCHIVE_LIMITS: ArchiveLimits = {
  fileBytes: 200 * MB,
  inflatedBytes: 1500 * MB,
  inflateRatio: 250,
  entries: 200,
  rows: 5_000_000,
  columns: 200,
  rowBytes: 64 * 1024,
  seconds: 300,
}

/**
 * What the parent asks for: `known` are all names that may stand in the archive, `read` those to be read, in
 * this order; `sampleRows` stops each of them early.
 */
export type ArchiveTask = { known: string[]; read: string[]; sampleRows?: number; limits: ArchiveLimits }

/** A row on the wire: its number in the file (the header is row 1), then its cells. */
export type ArchiveRow = [number, ...string[]]
export type ArchiveMessage =
  | { entries: string[] }
  | { file: string }
  | { rows: ArchiveRow[] }
  | { error: { code: string; data: TableErrorData } }
  | { end: true }

/** What can be wrong with an archive; `data` holds the values of the sentence. */
export const ARCHIVE_ERROR_CODES = [
  'archive.not_a_zip',
  'archive.damaged', // file, where one is concerned
  'archive.encrypted',
  'archive.bomb', // limit
  'archive.too_many', // limit
  'archive.path', // a name that leads out of the archive
  'archive.nested', // name
  'archive.duplicate', // name
  'archive.case', // name, expected
  'archive.folder', // name
  'archive.missing', // name
  'archive.encoding', // file
  'archive.quote', // file, row
  'archive.row_too_long', // file, row, limit
  'archive.too_many_columns', // file, row, limit
  'archive.too_many_rows', // limit
] as const
