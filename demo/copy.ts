import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type CopyValue, copyLine } from '#modules/members/server/import/copy-text.ts'
import { PROGRAMME_TABLES } from './programmes/rows.ts'
import type { DemoRows } from './rows.ts'

/** What is copied; history is written entry by entry through the audit trail. */
type Copied = Exclude<keyof DemoRows, 'history'>
type Row = Readonly<Record<string, CopyValue>>

const TABLES: Record<Copied, string> = {
  organisations: 'members.organisations',
  groups: 'members.groups',
  memberships: 'members.memberships',
  classes: 'members.classes',
  persons: 'members.persons',
  affiliations: 'members.affiliations',
  guardianships: 'members.guardianships',
  consentRequests: 'members.consent_requests',
  consents: 'members.consents',
  consentAnswers: 'members.consent_answers',
  personas: 'accounts.personas',
  capabilities: 'members.capabilities',
  contacts: 'members.contacts',
  organs: 'members.organs',
  terms: 'members.terms',
  charters: 'members.charters',
  relations: 'members.relations',
  duesSchemes: 'members.dues_schemes',
  dues: 'members.dues',
  duesPayments: 'members.dues_payments',
  applications: 'members.applications',
  applicationSteps: 'members.application_steps',
  notices: 'information.notices',
  noticeKeys: 'information.notice_keys',
  todos: 'information.todos',
  readings: 'audit.reads',
  corrections: 'members.corrections',
  sites: 'site.settings',
  news: 'information.notices',
  ...PROGRAMME_TABLES,
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
  const into = client.query(copyFrom(`copy ${TABLES[name]} (${names.join(', ')}) from stdin`))
  await pipeline(Readable.from(linesOf(rows as readonly Row[], keys)), into)
  return rows.length
}

/** Few hundred rows at a time: a write for each costs more than the rows. */
const ROWS_A_WRITE = 500

function* linesOf(rows: readonly Row[], keys: readonly string[]): Generator<string> {
  for (let start = 0; start < rows.length; start += ROWS_A_WRITE) {
    const some = rows.slice(start, start + ROWS_A_WRITE)
    yield some.map(row => copyLine(keys.map(key => row[key] ?? null))).join('')
  }
}
