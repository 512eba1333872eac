import { putTodos } from '#modules/information/server/index.ts'
import type { Db } from '#platform/server/database/session.ts'
import { selectAllArrived } from './queries/decide.ts'

type Given = { id: string; receivingOrganisationId: string }

/** Asks the schools to put what these claims were given on record, where the learner has arrived already. */
export async function askToUse(db: Db, given: readonly Given[]): Promise<void> {
  if (given.length === 0) return
  const arrived = await selectAllArrived(
    db,
    given.map(claim => claim.id),
  )
  await putTodos(
    db,
    given
      .filter(claim => arrived.has(claim.id))
      .map(({ id, receivingOrganisationId }) => ({
        desk: { organisationId: receivingOrganisationId, role: 'school_admin' },
        ...{ kind: 'overpass.to_use', path: `/claims/${id}`, subject: { kind: 'claim', id } },
      })),
  )
}
