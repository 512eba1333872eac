import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/competencies.ts'
import { selectNameable } from './queries/competencies.ts'

export const listCompetencies: Handler<typeof contract.listCompetencies> = async (context, { query }) => ({
  rows: await selectNameable(context.db, query.learner ?? context.signedIn().affiliationId, query.q ?? null),
})
