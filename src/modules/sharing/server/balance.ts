import { tableFile } from '#modules/members/server/index.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/balance.ts'
import type { MemberBalance } from '../contract/balance.ts'
import { selectBalance, selectPairs } from './queries/balance.ts'

export const readBalance: Handler<typeof contract.readBalance> = async ({ db }, { query }) => ({
  rows: await selectBalance(db, query),
})

export const readPairs: Handler<typeof contract.readPairs> = async ({ db }, { params, query }) => ({
  rows: await selectPairs(db, params.id, query),
})

const COLUMNS = ['given_bookings', 'given_hours', 'given_person_hours'] as const
const TAKEN = ['taken_bookings', 'taken_hours', 'taken_person_hours'] as const

export const exportBalance: Handler<typeof contract.exportBalance> = async (context, { query }) => {
  const { language, text, db } = context
  const { format, ...period } = query
  const header = (key: string) => text(language, `sharing.column.${key}`)
  return tableFile(format, {
    name: text(language, 'sharing.balance.title'),
    columns: [
      { header: header('organisation'), width: 40 },
      ...[...COLUMNS, ...TAKEN].map(key => ({ header: header(key), width: 16 })),
    ],
    rows: cells(context, await selectBalance(db, period)),
  })
}

async function* cells({ language }: Context, rows: readonly MemberBalance[]): AsyncGenerator<TableCell[]> {
  for (const { organisation, given, taken } of rows)
    yield [
      inLanguage(organisation.name, language),
      ...[given.bookings, given.hours, given.personHours],
      ...[taken.bookings, taken.hours, taken.personHours],
    ]
}
