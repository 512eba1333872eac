import type pg from 'pg'
import type { Context, Services } from '#platform/server/context.ts'
import { asViewer } from '#platform/server/database/session.ts'

/**
 * Reads what a person would see of their own: row-level security applies as if they asked. For what is sent to the
 * person themselves after a secret or their own wish has named them.
 */
export function asPerson<T>(
  services: Services,
  personId: string,
  work: (reach: Pick<Context, 'query'>) => Promise<T>,
): Promise<T> {
  const viewer = {
    personId,
    affiliationId: null,
    role: 'person',
    organisationId: null,
    groupId: null,
  } as const
  return asViewer(services.appPool, viewer, true, transaction =>
    work({
      query: async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) =>
        (await transaction.query<Row>(statement)).rows,
    }),
  )
}
