/** Values as PostgreSQL's COPY text format writes them. */
export type CopyValue = string | number | boolean | null | readonly string[]

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, c => ESCAPES[c] ?? c) : text
}

function arrayText(items: readonly string[]): string {
  if (items.length === 0) return '{}'
  // Search terms are letters and digits; anything else takes the slow way.
  if (!/["\\]/.test(items.join(''))) return `{"${items.join('","')}"}`
  return `{${items.map(item => `"${item.replace(/["\\]/g, c => `\\${c}`)}"`).join(',')}}`
}

/** One line of a COPY, its end included. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = ''
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (i > 0) line += '\t'
    if (value === null || value === undefined) line += '\\N'
    else if (typeof value === 'string') line += escaped(value)
    else if (typeof value === 'number') line += value
    else if (typeof value === 'boolean') line += value ? 't' : 'f'
    else line += escaped(arrayText(value))
  }
  return `${line}\n`
}
