import { putTodos } from '#modules/information/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { isNeighbour, mayFace } from './queries/learners.ts'
import { fail } from './values.ts'

export const CLAIM_TODO = 'records.claim'

/** An organisation that a learner may ask: one of a group with their school, and no company while they are a minor. */
export async function checkAsked(
  { db }: Context,
  learnerId: string,
  asked: string,
  path: string,
): Promise<void> {
  if (!(await isNeighbour(db, asked)))
    fail('unprocessable', 'records.not_of_group', undefined, [{ path, code: 'invalid' }])
  if (!(await mayFace(db, learnerId, asked)))
    fail('unprocessable', 'records.minor_company', undefined, [{ path, code: 'invalid' }])
}

/** Lays a claim on the desks of those who answer for whoever is asked. */
export async function putClaim(context: Context, asked: string, claim: { id: string; title: string }) {
  await putTodos(
    context.db,
    (['school_admin', 'company_hr', 'association_staff'] as const).map(role => ({
      ...{ desk: { organisationId: asked, role }, kind: CLAIM_TODO, data: { title: claim.title } },
      path: `/outcomes/${claim.id}` as const,
      subject: { kind: 'outcome', id: claim.id },
    })),
  )
}
