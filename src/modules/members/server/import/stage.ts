import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Services } from '#platform/server/context.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { readTable } from '#platform/server/documents/read-table.ts'
import type { TaskProgress } from '#platform/server/jobs/task.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'
import type { RosterProblem } from '../../rules/roster/fields.ts'
import { rosterRolesOf } from '../../rules/roster/roles.ts'
import { type RosterReading, readRow } from '../../rules/roster/row.ts'
import { type CopyValue, copyLine } from './copy-text.ts'
import { today } from './days.ts'
import { PersonTerms } from './person-terms.ts'
import type { ImportRecord } from './records.ts'

/** Problems kept one by one; a file with more is not mended cell by cell. */
export const PROBLEMS_MOST = 50_000
const CHUNK = 64 * 1024
const COLUMNS = `import_id, organisation_id, row, bad, role, external_id, number, name, name_latin, latin,
  class_name, cohort,
  programme_zh, position_zh, position_en, email, phone, birth_date, starts_on, sort_key, grams`

export type Staged = { rows: number; problems: number }
const NO_TERMS = { nameLatin: null, sortKey: '', grams: [] }
type Noted = RosterProblem & { row: number }

/** How this import's rows are to be read. */
export function readingOf(services: Pick<Services, 'config'>, roster: ImportRecord): RosterReading {
  const key = keyFor(readSecret(services.config), 'roster keys')
  return {
    columns: roster.settings.columns,
    role: roster.settings.role,
    allowedRoles: rosterRolesOf(roster.kind),
    today: today(),
    conceal: nationalId =>
      `id:${createHmac('sha256', key).update(`${roster.organisationId} ${nationalId}`).digest('base64url').slice(0, 32)}`,
  }
}

/**
 * Streams the file's rows into the staging tables, with what each row alone has wrong. Holds no more than a few
 * hundred rows in memory.
 */
export async function stageRows(
  client: pg.PoolClient,
  services: Services,
  roster: ImportRecord,
  path: string,
  progress: TaskProgress,
  signal: AbortSignal,
): Promise<Staged> {
  const reading = readingOf(services, roster)
  const staged: Staged = { rows: 0, problems: 0 }
  const noted: Noted[] = []
  const people = new PersonTerms()

  async function* lines(): AsyncGenerator<string> {
    const { sheet, headerRow } = roster.source
    let out = ''
    let header = true
    for await (const { row: number, cells } of readTable(path, {
      sheet: sheet ?? undefined,
      headerRow,
      signal,
    })) {
      if (header) {
        header = false
        continue
      }
      const { row, problems } = readRow(cells, reading)
      staged.rows++
      staged.problems += problems.length
      for (const problem of problems)
        if (noted.length < PROBLEMS_MOST) noted.push({ ...problem, row: number })
      out += lineOf(roster, number, row, problems.length > 0 ? null : people)
      if (out.length < CHUNK) continue
      yield out
      out = ''
      await progress.advance(staged.rows, { message: 'members.import.reading' })
    }
    yield out
  }

  const copy = client.query(copyFrom(`copy members.import_rows (${COLUMNS}) from stdin`))
  await pipeline(Readable.from(lines(), { objectMode: false, highWaterMark: CHUNK }), copy)
  await insertProblems(client, roster, noted)
  return staged
}

function lineOf(
  roster: ImportRecord,
  number: number,
  row: ReturnType<typeof readRow>['row'],
  people: PersonTerms | null,
): string {
  const terms = people?.of(row.name, row.nameLatin, row.number) ?? NO_TERMS
  const values: CopyValue[] = [
    roster.id,
    roster.organisationId,
    number,
    people === null,
    row.role,
    row.externalId,
    row.number,
  ]
  values.push(
    row.name,
    row.nameLatin,
    terms.nameLatin,
    row.className,
    row.cohort,
    row.programmeZh,
    row.positionZh,
    row.positionEn,
  )
  values.push(row.email, row.phone, row.birthDate, row.startsOn, terms.sortKey, terms.grams)
  return copyLine(values)
}

async function insertProblems(client: pg.PoolClient, roster: ImportRecord, noted: Noted[]): Promise<void> {
  const db = kyselyOn(client)
  for (let at = 0; at < noted.length; at += 5000) {
    const part = noted.slice(at, at + 5000)
    await sql`insert into members.import_problems (import_id, organisation_id, row, field, code, data)
      select ${roster.id}, ${roster.organisationId}, p.row, p.field, p.code, coalesce(p.data, '{}')
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as p(row int, field text, code text, data jsonb)
      on conflict do nothing`.execute(db)
  }
}
