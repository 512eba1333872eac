import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/people.ts'
import { selectDirectory, selectMine } from './queries/directory.ts'

export const listDirectory: Handler<typeof contract.listDirectory> = async (context, { query }) => {
  const page = await selectDirectory(context, query, query)
  context.noteReading(
    query.organisation ?? null,
    page.rows.map(row => row.id),
  )
  return page
}

export const listMine: Handler<typeof contract.listMine> = (context, _input) =>
  selectMine(context.db, context.signedIn().personId)
