import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Failure } from '#platform/contract/errors.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { isReadFile, type ReadFile } from '../../rules/oneroster/files.ts'
import { readHeader } from '../../rules/oneroster/header.ts'
import type { KnownOrg, OrgRelation, OrgRow } from '../../rules/oneroster/orgs.ts'
import { readOrg } from '../../rules/oneroster/orgs.ts'
import { type Reading, ROW_RULES, type RowFile } from '../../rules/oneroster/rows.ts'
import { RowReader } from '../../rules/oneroster/values.ts'
import { copyLine } from '../import/copy-text.ts'
import { PersonTerms } from '../import/person-terms.ts'
import type { Findings } from './findings.ts'
import { readSet } from './open-set.ts'
import { settleOrgs } from './orgs.ts'
import type { OneRosterRecord } from './records.ts'
import { isRowFile, STAGES } from './staging.ts'

const CHUNK = 128 * 1024
/** A school's set names itself, its parts and what is above it. */
const ORGS_MOST = 5000

export type Staged = { rows: Map<ReadFile, number>; orgs: KnownOrg[] }
type Progress = (rows: number) => Promise<void>

/**
 * Streams a set into the staging tables, with what each row alone has wrong. Holds some hundred rows in memory,
 * and the organisations.
 */
export async function stageSet(
  client: pg.PoolClient,
  roster: OneRosterRecord,
  path: string,
  findings: Findings,
  progress: Progress,
  signal?: AbortSignal,
): Promise<Staged> {
  const stage = new SetStage(client, roster, findings)
  let total = 0
  for await (const message of readSet(path, roster.manifest, { signal })) {
    if ('file' in message) {
      await stage.endFile()
      await stage.beginFile(message.file.replace(/\.csv$/, ''))
    } else if ('rows' in message) {
      total += message.rows.length
      for (const [row, ...cells] of message.rows) stage.row(row, cells)
      await stage.flush()
      await progress(total)
    }
  }
  await stage.endFile()
  return { rows: stage.rows, orgs: await stage.ownOrgs() }
}

class SetStage {
  readonly rows = new Map<ReadFile, number>()
  private readonly client: pg.PoolClient
  private readonly roster: OneRosterRecord
  private readonly findings: Findings
  private readonly terms = new PersonTerms()
  private readonly reading: Reading
  private orgRows: OrgRow[] = []
  private orgs: KnownOrg[] | undefined
  private file: ReadFile | undefined
  private positions: ReadonlyMap<string, number> | undefined
  private width = 0
  private out = ''
  private sink: PassThrough | undefined
  private copied: Promise<void> | undefined

  constructor(client: pg.PoolClient, roster: OneRosterRecord, findings: Findings) {
    this.client = client
    this.roster = roster
    this.findings = findings
    const note: Reading['note'] = code => findings.note(code, this.file ?? '')
    this.reading = { version: roster.manifest.version, orgs: new Map<string, OrgRelation>(), note }
  }

  async beginFile(name: string): Promise<void> {
    if (!isReadFile(name)) throw new Error(`not a file that is read: ${name}`)
    this.file = name
    this.rows.set(name, 0)
    this.positions = undefined
    if (!isRowFile(name)) return
    if (!this.orgs)
      (this.reading.orgs as Map<string, OrgRelation>) = new Map(
        (await this.ownOrgs()).map(org => [org.sourcedId, org.relation]),
      )
    const { table, columns } = STAGES[name]
    const copy = this.client.query(copyFrom(`copy ${table} (import_id, row, ${columns}) from stdin`))
    this.sink = new PassThrough({ highWaterMark: CHUNK })
    this.sink.pipe(copy)
    this.copied = finished(copy)
    this.copied.catch(() => {})
  }

  row(number: number, cells: string[]): void {
    const file = this.file as ReadFile
    if (!this.positions) {
      this.readHeader(file, cells)
      return
    }
    this.rows.set(file, (this.rows.get(file) ?? 0) + 1)
    const reader = new RowReader(cells, this.positions)
    const mode = this.roster.manifest.files[file] ?? 'bulk'
    // A row cut short would be read as empty cells.
    if (cells.length < this.width)
      reader.problem(cells[0] ? 'sourcedId' : '', 'too_few_cells', cells[0] ?? '', {
        count: cells.length,
        expected: this.width,
      })
    if (file === 'orgs') this.keepOrg(readOrg(reader, number, mode))
    else this.stage(file, number, ROW_RULES[file](reader, mode, this.reading), reader.problems.length > 0)
    for (const problem of reader.problems) this.findings.problem(file, number, problem)
  }

  private readHeader(file: ReadFile, cells: string[]): void {
    const header = readHeader(file, this.roster.manifest.version, cells)
    if ('code' in header)
      throw new Failure('unprocessable', header.code, { ...header.data, file: `${file}.csv` })
    this.positions = header.positions
    this.width = Math.max(...header.positions.values()) + 1
    for (const code of header.notes) this.findings.note(code, file)
  }

  private keepOrg(row: OrgRow | null): void {
    if (row) this.orgRows.push(row)
    if (this.orgRows.length > ORGS_MOST)
      throw new Failure('unprocessable', 'oneroster.too_many_orgs', { limit: ORGS_MOST })
  }

  private stage(
    file: RowFile,
    row: number,
    values: ReturnType<(typeof ROW_RULES)[RowFile]>,
    bad: boolean,
  ): void {
    // A bad row keeps its key in the staging table, so that what refers to it is not called missing.
    if (!values || typeof values[1] !== 'string') return
    if (file === 'roles' && (values[2] === null || values[3] === null)) return
    if (file === 'users') {
      const [, , , , name, number] = values
      if (typeof name === 'string' && !bad) {
        const terms = this.terms.of(name, null, typeof number === 'string' ? number : null)
        values.push(terms.nameLatin, terms.sortKey, terms.grams)
      } else values.push(null, '', [])
    }
    this.out += copyLine([this.roster.id, row, ...values])
  }

  /** Hands on what is ready; waits while the database is busy. */
  async flush(): Promise<void> {
    if (this.out.length < CHUNK || !this.sink) return
    const { sink, out } = this
    this.out = ''
    if (!sink.write(out))
      await Promise.race([new Promise(resolve => sink.once('drain', resolve)), this.copied])
  }

  async endFile(): Promise<void> {
    if (this.file && !this.positions)
      throw new Failure('unprocessable', 'oneroster.file_empty', { file: `${this.file}.csv` })
    this.sink?.end(this.out)
    this.out = ''
    await this.copied
    this.sink = undefined
    this.copied = undefined
    this.file = undefined
  }

  /** Which organisations the set names, ours among them. Throws Failure when none of them is. */
  async ownOrgs(): Promise<KnownOrg[]> {
    this.orgs ??= await settleOrgs(kyselyOn(this.client), this.roster, this.orgRows, this.findings)
    return this.orgs
  }
}
