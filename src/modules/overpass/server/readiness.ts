import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/bridges.ts'
import { nearestFirst } from '../rules/readiness.ts'
import { creditsMean, learnersBefore } from './before-bridge.ts'
import { selectOptionalBridge } from './queries/bridges.ts'
import { ownOrganisation } from './values.ts'

/** The own school's learners before a bridge: who could enter today, and what keeps the others out. */
export const getReadiness: Handler<typeof contract.getReadiness> = async (context, { params }) => {
  const organisationId = ownOrganisation(context)
  const bridge = (await selectOptionalBridge(context.db, params.id)) ?? missing()
  if (!bridge.open && !bridge.partyIds.includes(organisationId)) missing()
  const { rows, more, parts } = await learnersBefore(context.db, bridge, [organisationId])
  if (rows.length > 0)
    context.noteReading(
      organisationId,
      rows.map(row => row.id),
    )
  return {
    ...{ looked: rows.length, more },
    ready: rows.filter(row => row.lacking.length === 0).length,
    creditsMean: creditsMean(rows) ?? 0,
    parts: parts.map((text, i) => ({ text, lacking: rows.filter(row => row.lacking.includes(i)).length })),
    learners: rows.toSorted(nearestFirst).map(({ id, name, className, lacking, credits }) => ({
      ...{ id, name, className, lacking, credits },
    })),
  }
}
