import { sql } from 'kysely'
import { z } from 'zod'
import type { AnswerOf, InputOf } from '#platform/contract/endpoint.ts'
import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type {
  listImportChanges as changesEndpoint,
  getImport as getEndpoint,
  ImportChange,
  ImportProblem,
  ImportRow,
  listImports as listEndpoint,
  OneImport,
  listImportProblems as problemsEndpoint,
} from '../../contract/import.ts'
import { changeImport } from '../../policy.ts'
import { selectImport, selectImports } from './records.ts'
import { importView, rowView } from './view.ts'

type Rows<T> = { rows: T[]; next: string | null }

function pageOf<T>(rows: T[], limit: number, key: (row: T) => (string | number)[]): Rows<T> {
  const last = rows[limit - 1]
  return { rows: rows.slice(0, limit), next: rows.length > limit && last ? writeKey(key(last)) : null }
}

export async function listImports(
  context: Context,
  { query }: InputOf<typeof listEndpoint>,
): Promise<Rows<ImportRow>> {
  const { organisationId } = context.signedIn()
  if (!organisationId) throw new Failure('missing', 'missing')
  const key = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectImports(context.db, organisationId, {
    before: key?.[0] ?? null,
    limit: query.limit + 1,
  })
  return pageOf(found.map(rowView), query.limit, row => [row.id])
}

export async function getImport(
  context: Context,
  { params }: InputOf<typeof getEndpoint>,
): Promise<OneImport> {
  const roster = await selectImport(context.db, params.id)
  context.require(changeImport, roster)
  return importView(roster)
}

/** Before it is applied the plan, afterwards what it did. */
export async function listImportChanges(
  context: Context,
  { params, query }: InputOf<typeof changesEndpoint>,
): Promise<AnswerOf<typeof changesEndpoint>> {
  const roster = await selectImport(context.db, params.id)
  context.require(changeImport, roster)
  const key = readKey(query.after, z.tuple([z.int()]))
  const done = roster.state === 'done'
  const { rows } = await sql<Omit<ImportChange, 'fields' | 'row'> & { row: number; changes: string | null }>`
    select p.row, p.outcome, p.affiliation_id, coalesce(a.name, r.name, '') as name,
      coalesce(a.number, r.number) as number, coalesce(a.role, r.role, '') as role,
      coalesce(c.name, r.class_name) as class_name, p.changes::text as changes
    from ${sql.ref(done ? 'members.import_changes' : 'members.import_plan')} p
    left join members.import_people r on r.import_id = p.import_id and r.row = p.row
    left join members.affiliations a on a.id = p.affiliation_id
    left join members.classes c on c.id = a.class_id
    where p.import_id = ${roster.id} and p.outcome = ${query.outcome}
      and (${key?.[0] ?? null}::int is null
        or ${query.outcome === 'ended' ? sql`p.row < ${key?.[0] ?? 0}` : sql`p.row > ${key?.[0] ?? 0}`})
    order by p.row ${query.outcome === 'ended' ? sql`desc` : sql`asc`} limit ${query.limit + 1}`.execute(
    context.db,
  )
  context.noteReading(
    roster.organisationId,
    rows.flatMap(row => (row.outcome === 'added' && !done ? [] : [row.affiliationId])),
  )
  const { rows: shown, next } = pageOf(rows, query.limit, row => [row.row])
  return {
    next,
    rows: shown.map(({ changes, row, ...about }) => ({
      ...about,
      row: row > 0 ? row : null,
      fields: Object.entries(
        JSON.parse(changes ?? '{}') as Record<string, [string | null, string | null]>,
      ).map(([field, [before, after]]) => ({
        field: field as ImportChange['fields'][number]['field'],
        before,
        after,
      })),
    })),
  }
}

export async function listImportProblems(
  context: Context,
  { params, query }: InputOf<typeof problemsEndpoint>,
): Promise<Rows<ImportProblem>> {
  const roster = await selectImport(context.db, params.id)
  context.require(changeImport, roster)
  const [row, field, code] = readKey(query.after, z.tuple([z.int(), z.string(), z.string()])) ?? [0, '', '']
  const { rows } = await sql<Pick<ImportProblem, 'row' | 'field' | 'code' | 'data'>>`
    select row, field, code, data from members.import_problems
    where import_id = ${roster.id} and (row, field, code) > (${row}::int, ${field}, ${code})
    order by row, field, code limit ${query.limit + 1}`.execute(context.db)
  const columnOf = new Map(roster.settings.columns.map(choice => [choice.field, choice.column]))
  return pageOf(
    rows.map(problem => {
      const column = columnOf.get(problem.field) ?? null
      return {
        ...problem,
        column,
        header: column ? (roster.source.columns[column - 1]?.header ?? null) : null,
      }
    }),
    query.limit,
    problem => [problem.row, problem.field, problem.code],
  )
}
