import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { readStatement as contract } from '../contract/settlements.ts'
import { settle } from '../rules/settlement.ts'
import { selectName } from './queries/offers.ts'
import { type StoredUse, selectSettlements } from './queries/settlements.ts'
import { checkPeriod, ownOf, rateOf, stateOf, usesOf } from './settlements.ts'

type Period = { from: string; until: string }

/** What the own organisation gave and took, by whom it dealt with: those it gave most to first. */
export async function statementOf(context: Context, period: Period) {
  const { db } = context
  const own = ownOf(context)
  checkPeriod(period, 'query')
  const uses = await usesOf(context, period)
  const settlements = await selectSettlements(db, own, period)
  const byOther = new Map<string, StoredUse[]>()
  for (const use of uses) {
    const other = use.giverId === own ? use.takerId : use.giverId
    byOther.set(other, [...(byOther.get(other) ?? []), use])
  }
  const partners = await Promise.all(
    [...byOther].map(async ([id, theirs]) => {
      const pointFen = await rateOf(context, own, id, period.until)
      const first = theirs[0] as StoredUse
      return {
        organisation: { id, name: first.giverId === own ? first.taker : first.giver },
        ...{ pointFen, uses: theirs, ...settle(theirs, own, pointFen) },
        settlements: settlements
          .filter(one => one.oneId === id || one.otherId === id)
          .map(one => ({
            ...{ id: one.id, fromDay: one.fromDay, untilDay: one.untilDay, state: stateOf(one) },
          })),
      }
    }),
  )
  partners.sort((a, b) => b.net.hours - a.net.hours || (a.organisation.id < b.organisation.id ? -1 : 1))
  // Points count for what each pair has agreed on, so that the worth is summed and not worked out anew.
  const total = settle(uses, own, 0)
  total.net.worth = partners.reduce((sum, { net }) => sum + net.worth, 0)
  return { organisation: { id: own, name: await selectName(db, own) }, total, partners }
}

export const readStatement: Handler<typeof contract> = async (context, { query }) => {
  const { total, partners } = await statementOf(context, query)
  return { total, partners: partners.map(({ uses: _, pointFen: __, ...partner }) => partner) }
}
