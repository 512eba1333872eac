import { cleanText } from './clean-text.ts'
import { neutralise } from './formula-safety.ts'
import type { TableCell, TableColumn } from './table-content.ts'
import { escapeXml, SHEET_NAMESPACE, STYLE } from './xlsx-xml.ts'

const CELL_MOST = 32_767
const ROWS_MOST = 1_048_576
const BATCH = 64 * 1024

/** XML of the table's sheet: frozen header, filter over all rows, one cell type per column kind. */
export async function* tableSheet(
  columns: TableColumn[],
  rows: AsyncIterable<TableCell[]> | Iterable<TableCell[]>,
): AsyncGenerator<string> {
  const names = columns.map((_, i) => columnName(i))
  let out = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${SHEET_NAMESPACE}"><sheetViews><sheetView workbookViewId="0">\
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
<sheetFormatPr defaultRowHeight="15"/><cols>${columns.map(columnXml).join('')}</cols><sheetData>\
<row r="1" ht="22" customHeight="1">${columns.map((c, i) => textCell(`${names[i]}1`, c.header, STYLE.header)).join('')}</row>`
  let number = 1
  for await (const row of rows) {
    if (++number > ROWS_MOST) throw new RangeError(`A sheet holds ${ROWS_MOST} rows`)
    out += `<row r="${number}">`
    for (let i = 0; i < columns.length; i++)
      out += cellXml(`${names[i]}${number}`, row[i] ?? null, columns[i]?.kind ?? 'text')
    out += '</row>'
    if (out.length < BATCH) continue
    yield out
    out = ''
  }
  yield `${out}</sheetData><autoFilter ref="A1:${names.at(-1) ?? 'A'}${number}"/></worksheet>`
}

/** XML of a sheet with one wide column of remarks. */
export function notesSheet(lines: string[]): string {
  const rows = lines.map((line, i) => `<row r="${i + 1}">${textCell(`A${i + 1}`, line, STYLE.note)}</row>`)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${SHEET_NAMESPACE}"><cols><col min="1" max="1" width="100" customWidth="1"/></cols>\
<sheetData>${rows.join('')}</sheetData></worksheet>`
}

function columnXml(column: TableColumn, index: number): string {
  const width = column.width ?? Math.min(60, Math.max(10, column.header.length * 2 + 4))
  const style = column.kind === 'date' ? STYLE.date : column.kind === 'number' ? STYLE.plain : STYLE.text
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${style}" customWidth="1"/>`
}

function cellXml(reference: string, value: TableCell, kind: NonNullable<TableColumn['kind']>): string {
  if (value === null || value === undefined || value === '') return ''
  if (kind === 'number') {
    const number = typeof value === 'string' ? Number(value) : value
    // Spreadsheets keep 15 digits; a longer number is only safe as text.
    if (typeof number === 'number' && Number.isFinite(number) && Math.abs(number) < 1e15)
      return `<c r="${reference}"><v>${number}</v></c>`
  }
  if (kind === 'date') {
    const serial = dateSerial(value)
    if (serial !== undefined) return `<c r="${reference}" s="${STYLE.date}"><v>${serial}</v></c>`
  }
  return textCell(reference, value instanceof Date ? value.toISOString() : String(value), STYLE.text)
}

function textCell(reference: string, text: string, style: number): string {
  const clean = cleanText(text.slice(0, CELL_MOST - 1)).replace(/\r\n?/g, '\n')
  const safe = escapeXml(neutralise(clean, 'xlsx'))
  // A literal "_x000D_" would be read as an escape.
  const literal = safe.includes('_x') ? safe.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : safe
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${literal}</t></is></c>`
}

/** Days since 30 December 1899, for a Date (its UTC day) or yyyy-mm-dd from March 1900 on. */
function dateSerial(value: TableCell): number | undefined {
  const text = value instanceof Date ? dateOnly(value) : String(value)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  const serial = (time - Date.UTC(1899, 11, 30)) / 86_400_000
  return serial > 60 ? serial : undefined
}

export function dateOnly(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}
