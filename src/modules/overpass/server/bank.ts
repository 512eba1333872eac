import { z } from 'zod'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/bank.ts'
import { REASONS } from '../rules/decision.ts'
import { groundsOf } from './bridges.ts'
import {
  type Account,
  type BalanceRow,
  depositAll,
  selectBalances,
  selectConversion,
  selectDeposits,
  selectOptionalChild,
  selectPostings,
  selectUndeposited,
} from './queries/bank.ts'
import { selectBridges } from './queries/bridges.ts'

/** Whose account is asked for: the viewer's own, or that of a child of whom they are a guardian today. */
export async function holderOf(context: Context, child: string | undefined) {
  if (child === undefined) return { personId: context.signedIn().personId, child: null }
  const found = (await selectOptionalChild(context.db, child)) ?? missing()
  context.noteReading(found.organisationId, [child])
  return { personId: found.personId, child: found.name }
}

export const getAccount: Handler<typeof contract.getAccount> = async (context, { query }) => {
  const { personId, child } = await holderOf(context, query.child)
  const rows = await selectBalances(context.db, personId)
  // What waits to be deposited is the learner's own to deposit.
  const waiting = child === null ? await selectUndeposited(context.db) : { outcomes: 0, amount: 0 }
  const ledgers = [...Map.groupBy(rows, row => row.programmeId)]
  const own = rows.filter(row => row.programmeId === null)
  return {
    child,
    ...{ deposited: balanceOf(own, 'deposited'), expired: balanceOf(own, 'expired') },
    toDeposit: { outcomes: waiting.outcomes, credits: waiting.amount / 10 },
    programmes: ledgers.flatMap(([id, ledger]) => {
      const [{ programme, organisation }] = ledger as [BalanceRow, ...BalanceRow[]]
      if (!id || !programme || !organisation) return []
      const least = ledger.find(row => row.account === 'granted')?.least ?? null
      return [
        {
          programme: { id, name: programme },
          organisation,
          ...{ claimed: balanceOf(ledger, 'claimed'), recognised: balanceOf(ledger, 'recognised') },
          ...{ used: balanceOf(ledger, 'used'), expired: balanceOf(ledger, 'expired') },
          cap: least === null ? null : -least / 10,
        },
      ]
    }),
  }
}

const balanceOf = (rows: readonly BalanceRow[], account: Account) =>
  (rows.find(row => row.account === account)?.balance ?? 0) / 10

export const listPostings: Handler<typeof contract.listPostings> = async (context, { query }) => {
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const { personId } = await holderOf(context, query.child)
  const found = await selectPostings(context.db, personId, {
    ...{ after: after?.[0] ?? null, limit: query.limit + 1 },
  })
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

export const deposit: Handler<typeof contract.deposit> = async context => {
  const { personId } = context.signedIn()
  const { outcomes, amount } = await depositAll(context.db, personId)
  if (outcomes > 0)
    await context.audit({
      action: 'overpass.deposited',
      subject: { kind: 'person', id: personId },
      data: { outcomes, credits: amount / 10 },
    })
  return { outcomes, credits: amount / 10 }
}

export const getConversion: Handler<typeof contract.getConversion> = async context => {
  const rows = await selectConversion(context.db)
  const bridges = await selectBridges(context.db, [...new Set(rows.map(row => row.clauseId))])
  const byClause = new Map(bridges.map(bridge => [bridge.clauseId, bridge]))
  return {
    deposits: await selectDeposits(context.db),
    rows: rows.flatMap(({ clauseId, reasons, ...row }) => {
      const bridge = byClause.get(clauseId)
      if (!bridge) return []
      const counted = REASONS.flatMap(code => (reasons[code] ? [{ code, count: reasons[code] }] : []))
      return [{ ...row, grounds: groundsOf(bridge), reasons: counted }]
    }),
  }
}
