import { signatureOf, tableFile } from '#modules/members/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/write-table.ts'
import { on, type Route } from '#platform/server/http/route.ts'
import * as platform from '#platform/server/parameters.ts'
import {
  decideParameter,
  exportParameters,
  getParameter,
  listParameters,
  type ParameterFilters,
  type ParameterRow,
} from '../contract/parameters.ts'
import { selectOptionalGroup } from './queries.ts'

type Parameters = readonly platform.Parameter[]

/** The numbers that modules bring, read and decided. */
export function parameterRoutes(parameters: Parameters): readonly Route[] {
  const named = (name: string) => parameters.find(one => one.name === name) ?? missing()
  return [
    on(listParameters, async (context, { params, query }) => {
      const group = (await selectOptionalGroup(context.db, params.id)) ?? missing()
      const rows = await standing(context, parameters, params.id)
      const found = rows.filter(row => fits(context, row, query))
      const start = query.after ? found.findIndex(({ name }) => name === query.after) + 1 : 0
      const shown = found.slice(start, start + query.limit)
      return { group, rows: shown, next: found.length > start + query.limit ? lastOf(shown) : null }
    }),
    on(exportParameters, async (context, { params, query }) => {
      const group = (await selectOptionalGroup(context.db, params.id)) ?? missing()
      const rows = await standing(context, parameters, params.id)
      return table(
        context,
        group.name.zh,
        rows.filter(row => fits(context, row, query)),
        query.format,
      )
    }),
    on(getParameter, async (context, { params }) => {
      const group = (await selectOptionalGroup(context.db, params.id)) ?? missing()
      const one = named(params.name)
      const [parameter = missing()] = await standing(context, [one], params.id)
      return { group, parameter, history: await platform.readParameterHistory(context.db, one, params.id) }
    }),
    on(decideParameter, async (context, { params, body }) => {
      await platform.decideParameter(context, named(params.name), body, (await signatureOf(context)).name)
      return undefined
    }),
  ]
}

const lastOf = (rows: readonly ParameterRow[]) => rows.at(-1)?.name ?? null

async function standing({ db }: Context, parameters: Parameters, groupId: string): Promise<ParameterRow[]> {
  const found = await platform.readStandings(db, parameters, groupId)
  return parameters.map((parameter, i) => ({
    ...parameter,
    ...{ now: found[i]?.now ?? null, next: found[i]?.next ?? null },
  }))
}

/** Looked for in both languages, in the name and in the source. */
function fits({ text }: Context, row: ParameterRow, { q, area, state }: ParameterFilters): boolean {
  const { name, byGroup, now, next } = row
  if (area && !name.startsWith(`${area}.`)) return false
  if (state === 'own' && !now?.ownOfGroup) return false
  if (state === 'open' && !byGroup) return false
  if (state === 'coming' && !next) return false
  if (state === 'unverified' && now?.verified !== false) return false
  if (!q) return true
  const said = [
    text('zh', `parameter.${name}`),
    text('en', `parameter.${name}`),
    now?.source.zh,
    now?.source.en,
  ]
  const words = q.toLowerCase().split(/\s+/)
  return words.every(word => said.some(one => one?.toLowerCase().includes(word)))
}

function table(context: Context, group: string, found: readonly ParameterRow[], format: 'xlsx' | 'csv') {
  const { language, text } = context
  const word = (key: string) => text(language, `house.parameters.${key}`)
  const name = `${word('title')} ${group}`
  async function* rows(): AsyncGenerator<TableCell[]> {
    for (const { name, unit, now, next } of found)
      yield [
        text(language, `parameter.${name}`),
        now?.value ?? null,
        word(`unit.${unit}`),
        now?.validFrom ?? null,
        now?.source[language] ?? null,
        now && word(now.verified ? 'verified' : 'unverified'),
        now && word(now.ownOfGroup ? 'own' : 'general'),
        next?.value ?? null,
        next?.validFrom ?? null,
      ]
  }
  return tableFile(format, {
    name,
    columns: [
      { header: word('what'), width: 40 },
      { header: word('value'), width: 10 },
      { header: word('unit'), width: 12 },
      { header: word('since'), width: 14, kind: 'date' },
      { header: word('source'), width: 60 },
      { header: word('checked'), width: 18 },
      { header: word('by'), width: 18 },
      { header: word('next'), width: 12 },
      { header: word('next_from'), width: 14, kind: 'date' },
    ],
    rows: rows(),
  })
}
