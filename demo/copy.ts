import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { DemoRows } from './rows.ts'

type Value = string | number | boolean | null | readonly string[]
/** What is copied; history is written entry by entry through the audit trail. */
type Copied = Exclude<keyof DemoRows, 'history'>

const TABLES: Record<Copied, string> = {
  organisations: 'members.organisations',
  groups: 'members.groups',
  memberships: 'members.memberships',
  classes: 'members.classes',
  persons: 'members.persons',
  affiliations: 'members.affiliations',
  guardianships: 'members.guardianships',
  personas: 'accounts.personas',
}

/** Writes rows of one kind by COPY, in the caller's transaction. Returns how many. */
export async function copyRows(
  client: pg.PoolClient,
  name: Copied,
  rows: readonly DemoRows[Copied][],
): Promise<number> {
  const [first] = rows
  if (!first) return 0
  // All rows of a kind have the same keys, which are the columns.
  const keys = Object.keys(first)
  const names = keys.map(key => key.replace(/[A-Z]/g, capital => `_${capital.toLowerCase()}`))
  const stream = client.query(copyFrom(`copy ${TABLES[name]} (${names.join(', ')}) from stdin`))
  for (let start = 0; start < rows.length; start += ROWS_A_WRITE) {
    const text = rows
      .slice(start, start + ROWS_A_WRITE)
      .map(row => lineOf(row as unknown as Record<string, Value>, keys))
      .join('')
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), finished(stream)])
  }
  stream.end()
  await finished(stream)
  return rows.length
}

const ROWS_A_WRITE = 500

function lineOf(row: Record<string, Value>, keys: string[]): string {
  return `${keys.map(key => cell(row[key] ?? null)).join('\t')}\n`
}

/** One value in COPY's text format. */
function cell(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'object')
    return escaped(`{${value.map(item => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`)
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)
}

const SPECIAL = /[\\\t\n\r]/g
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return text.replaceAll(SPECIAL, special => ESCAPED[special] ?? special)
}
