import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { PersonalDataSource } from '#platform/server/personal-data.ts'
import type * as contract from '../../contract/privacy.ts'
import { readReaders } from '../../policy.privacy.ts'
import { daysOf } from './periods.ts'
import { selectConcerned, selectOptionalConcerned } from './queries/entries.ts'
import { selectReaders } from './queries/readers.ts'

/** Rows of each kind that a page shows; the copy holds all. */
const SHOWN = 20

export const getMyDataOf =
  (sources: readonly PersonalDataSource[]): Handler<typeof contract.getMyData> =>
  async context => {
    const { db, system } = context
    const { personId } = context.signedIn()
    const parts = []
    for (const source of sources) parts.push(...(await source.collect({ db, system, personId, most: SHOWN })))
    const children = (await selectConcerned(db)).filter(entry => entry.forChild)
    return {
      parts: parts.filter(part => part.rows.length > 0),
      children: children.map(({ id, name, organisation }) => ({ id, name, organisation })),
      periods: await periodsOf(context),
    }
  }

async function periodsOf({ db }: Pick<Context, 'db'>) {
  return {
    exportKept: await daysOf(db, 'export_kept'),
    joiningUndo: await daysOf(db, 'joining_undo'),
    correctionAnswer: await daysOf(db, 'correction_answer'),
  }
}

/** The organisation that keeps an entry is not told who asks for its readers. */
export const listReaders: Handler<typeof contract.listReaders> = async (context, { params, query }) => {
  const { personId } = context.signedIn()
  const entry = (await selectOptionalConcerned(context.db, params.id)) ?? missing()
  context.require(readReaders, {
    personId: entry.forChild ? null : personId,
    guardianIds: entry.forChild ? [personId] : [],
  })
  const { name, organisation } = entry
  return { ...(await selectReaders(context.db, params.id, query)), entry: { name, organisation } }
}
