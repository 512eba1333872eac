/** What one table file may cost. All of it is checked while reading, never after. */
export type TableLimits = {
  /** Bytes of the file as it was handed in. */
  fileBytes: number
  /** Bytes of all parts of a spreadsheet, unpacked. */
  inflatedBytes: number
  /** Unpacked size over packed size of one part larger than 10 MB; honest sheets stay below 100. */
  inflateRatio: number
  zipEntries: number
  /** Bytes of a spreadsheet's table of shared texts, which must be held in memory. */
  sharedTextBytes: number
  /** Rows with content, below the header. */
  rows: number
  columns: number
  /** UTF-16 units of one cell. */
  cellLength: number
  /** Bytes sent by the reading process: repeated shared texts make a small file long. */
  outputBytes: number
  /** Seconds spent waiting for the reading process; the time its consumer takes does not count. */
  seconds: number
}

const MB = 1024 * 1024

export const TABLE_LIMITS: TableLimits = {
  fileBytes: 50 * MB,
  inflatedBytes: 600 * MB,
  inflateRatio: 250,
  zipEntries: 2000,
  sharedTextBytes: 160 * MB,
  rows: 200_000,
  columns: 200,
  cellLength: 2000,
  outputBytes: 600 * MB,
  seconds: 60,
}
