import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { cleanText } from './clean-text.ts'
import { neutralise } from './formula-safety.ts'
import type { TableCell, TableColumn, TableContent } from './table-content.ts'
import { dateOnly, notesSheet, tableSheet } from './xlsx-sheet.ts'
import { fixedParts, sheetName } from './xlsx-xml.ts'

export type { TableCell, TableColumn, TableContent } from './table-content.ts'

export type XlsxContent = TableContent & {
  sheetName: string
  /** Remarks for the reader, on a sheet of their own. */
  notes?: { sheetName: string; lines: string[] }
}

/**
 * A workbook as a stream, in constant memory. An error of `rows` destroys the stream with that error;
 * destroying the stream ends `rows`. Text is safe from formula injection (see formula-safety.ts).
 */
export function writeXlsx({ sheetName: name, columns, rows, notes }: XlsxContent): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const options = { compressionLevel: 4 }
  const table = Readable.from(tableSheet(columns, rows), { objectMode: false })
  table.on('error', error => output.destroy(error))
  output.once('close', () => table.destroy())

  const names = [sheetName(name)]
  // Two sheets of one name would make the file unreadable.
  if (notes) names.push(sheetName(notes.sheetName).slice(0, 28) + (notes.sheetName === name ? ' 2' : ''))
  for (const [path, xml] of Object.entries(fixedParts(names))) zip.addBuffer(Buffer.from(xml), path)
  zip.addReadStream(table, 'xl/worksheets/sheet1.xml', options)
  if (notes) zip.addBuffer(Buffer.from(notesSheet(notes.lines)), 'xl/worksheets/sheet2.xml')
  zip.end()
  return output
}

/** The same table as CSV: UTF-8 with mark and CRLF, which Excel opens without asking. */
export function writeCsv(content: TableContent): Readable {
  return Readable.from(csvText(content), { objectMode: false })
}

const BATCH = 64 * 1024

async function* csvText({ columns, rows }: TableContent): AsyncGenerator<string> {
  let out = `\uFEFF${columns.map(column => csvCell(column.header, 'text')).join(',')}\r\n`
  for await (const row of rows) {
    for (let i = 0; i < columns.length; i++) {
      if (i > 0) out += ','
      out += csvCell(row[i], columns[i]?.kind ?? 'text')
    }
    out += '\r\n'
    if (out.length < BATCH) continue
    yield out
    out = ''
  }
  yield out
}

function csvCell(value: TableCell, kind: NonNullable<TableColumn['kind']>): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (value instanceof Date) return kind === 'date' ? dateOnly(value) : value.toISOString()
  const text = neutralise(cleanText(String(value)), 'csv')
  return /["\r\n,;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
