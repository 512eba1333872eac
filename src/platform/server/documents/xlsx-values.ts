import type { XlsxPackage } from './xlsx-package.ts'

/** How a number in a cell is meant: as it is, as a day (with or without time), as a time of day. */
export type NumberKind = 'number' | 'date' | 'time'

/** The kind of number of every cell style, by style index. */
export async function readStyles(pack: XlsxPackage, path: string): Promise<NumberKind[]> {
  const custom = new Map<number, NumberKind>()
  const formats: number[] = []
  let inCellFormats = false
  await pack.parse(path, {
    open(name, attributes) {
      if (name === 'numFmt')
        custom.set(Number(attributes.numFmtId), kindOfFormat(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) formats.push(Number(attributes.numFmtId ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return formats.map(id => custom.get(id) ?? kindOfBuiltin(id))
}

/** Formats that exist without being written down: ECMA-376 18.8.30, with those of East Asian locales. */
function kindOfBuiltin(id: number): NumberKind {
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 33) || (id >= 45 && id <= 47)) return 'time'
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date'
  return 'number'
}

/** Reads a format code such as yyyy"年"m"月" for the letters of dates and times. */
export function kindOfFormat(code: string): NumberKind {
  const first = code.split(';', 1)[0] ?? ''
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/general/i.test(bare)) return 'number'
  if (/[yd]/i.test(bare)) return 'date'
  if (/[hs]|上午|am\/pm/i.test(bare)) return 'time'
  return /m/i.test(bare) ? 'date' : 'number'
}

const DAY = 86_400_000

/** A spreadsheet's day count as ISO text: yyyy-mm-dd, yyyy-mm-ddThh:mm:ss or hh:mm:ss. */
export function dateText(text: string, kind: NumberKind, date1904: boolean): string {
  const serial = Number(text)
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return plainNumber(text)
  if (kind === 'time' && serial < 1) return iso(0, serial).slice(11)
  // Day 60 is the 29 February 1900 that never was; days before it count from one day later.
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  const full = iso(epoch, serial)
  return Number.isInteger(serial) || full.endsWith('T00:00:00') ? full.slice(0, 10) : full
}

function iso(epoch: number, serial: number): string {
  return new Date(epoch + Math.round((serial * DAY) / 1000) * 1000).toISOString().slice(0, 19)
}

/**
 * A stored number as a person would type it: long identifiers without exponent, decimals without the noise
 * of binary fractions (spreadsheets keep 15 digits).
 */
export function plainNumber(text: string): string {
  if (/^-?\d{1,15}$/.test(text)) return text
  const parts = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text)
  if (!parts) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const point = whole.length + Number(exponent)
  const digits = whole + fraction
  if (point >= digits.replace(/0+$/, '').length && point <= 40)
    return (
      sign +
      (digits
        .replace(/0+$/, '')
        .padEnd(point, '0')
        .replace(/^0+(?=\d)/, '') || '0')
    )
  const rounded = Number(Number(text).toPrecision(15))
  const plain = String(rounded)
  return plain.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : plain
}
