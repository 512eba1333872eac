export type TableCell = string | number | bigint | boolean | Date | null | undefined

/** `width` in characters. A date is a Date (its UTC day counts) or yyyy-mm-dd; what is none stays text. */
export type TableColumn = { header: string; width?: number; kind?: 'text' | 'number' | 'date' }

export type TableContent = {
  columns: TableColumn[]
  /** Each row has its cells in the columns' order. Read once, as fast as the result is. */
  rows: AsyncIterable<TableCell[]> | Iterable<TableCell[]>
}
