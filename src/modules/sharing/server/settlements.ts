import { putTodo } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/settlements.ts'
import { settleOne } from '../policy.ts'
import { settle } from '../rules/settlement.ts'
import type { SettlementState } from '../rules/vocabulary.ts'
import { problem } from './asked.ts'
import { pointFen } from './parameters.ts'
import { selectKind } from './queries/offers.ts'
import {
  confirmSide,
  insertSettlement,
  MOST_LINES,
  objectTo,
  redraw,
  replaceLines,
  type StoredSettlement,
  type StoredUse,
  selectCommonGroup,
  selectLines,
  selectOptionalSettlement,
  selectUses,
} from './queries/settlements.ts'
import { closeSettlement, settlementOnDesk } from './todos.ts'
import { fail } from './values.ts'

export const ownOf = (context: Context): string => context.signedIn().organisationId ?? missing()

export const stateOf = (one: StoredSettlement): SettlementState => {
  if (one.objection !== null) return 'disputed'
  return one.oneConfirmedAt && one.otherConfirmedAt ? 'confirmed' : 'open'
}

/** What a point counts for between two members at the end of a term, as their group has agreed. */
export async function rateOf({ db }: Context, own: string, other: string, until: string): Promise<number> {
  const groupId = await selectCommonGroup(db, own, other)
  return readParameter(db, pointFen, { on: until, groupId })
}

const lineOf = ({ takerId: _, giver: _giver, taker: _taker, ...line }: StoredUse) => line

export const readStatementLines: Handler<typeof contract.readStatementLines> = async (context, { query }) => {
  checkPeriod(query, 'query')
  return { rows: (await usesOf(context, query, query.other)).map(lineOf) }
}

/** All uses of a time, with one other member or with each; so many that they are not told whole are refused. */
export async function usesOf(
  context: Context,
  period: { from: string; until: string },
  other: string | null = null,
): Promise<StoredUse[]> {
  const uses = await selectUses(context.db, ownOf(context), period, other)
  if (uses.length > MOST_LINES) fail('unprocessable', 'sharing.settlement_many', { most: MOST_LINES })
  return uses
}

export function checkPeriod({ from, until }: { from: string; until: string }, at: 'query' | 'body'): void {
  if (until < from)
    fail('unprocessable', 'sharing.series_days', undefined, [{ path: `${at}.until`, code: 'invalid' }])
}

export const drawSettlement: Handler<typeof contract.drawSettlement> = async (context, { body }) => {
  const { db } = context
  const own = ownOf(context)
  const { other, from, until } = body
  checkPeriod(body, 'body')
  if (until >= today()) fail('unprocessable', 'sharing.settlement_running', undefined, problem('until'))
  const uses = own === other ? [] : await usesOf(context, body, other)
  if (uses.length === 0) fail('unprocessable', 'sharing.settlement_nothing', undefined, problem('other'))
  const id = await insertSettlement(db, {
    ...{ own, other, fromDay: from, untilDay: until, pointFen: await rateOf(context, own, other, until) },
  })
  await replaceLines(db, id, uses.map(lineOf))
  await ask(context, { id, own, other, from, until })
  await context.audit({
    ...{ action: 'sharing.settlement_drawn', subject: { kind: 'settlement', id } },
    data: { other, from, until, lines: uses.length },
  })
  return { id }
}

type Asked = { id: string; own: string; other: string; from: string; until: string }

/** The other side is to confirm it. */
async function ask({ db }: Context, { id, own, other, from, until }: Asked): Promise<void> {
  const [mine, theirs] = [await selectKind(db, own), await selectKind(db, other)]
  await putTodo(db, {
    desk: { organisationId: other, role: administratorRoleOf(theirs.kind) },
    ...{ kind: 'sharing.settlement', data: { organisation: mine.name, from, until } },
    ...{ path: `/sharing/settlements/${id}`, subject: settlementOnDesk(id) },
  })
}

/** A settlement as one of its sides sees it. */
export async function shownTo(
  context: Context,
  id: string,
): Promise<{ stored: StoredSettlement; shown: contract.Settlement }> {
  const stored = (await selectOptionalSettlement(context.db, id)) ?? missing()
  context.require(settleOne, { sideIds: [stored.oneId, stored.otherId] })
  const lines = await selectLines(context.db, id)
  const one = ownOf(context) === stored.oneId
  const sides = [
    { id: stored.oneId, name: stored.one, at: stored.oneConfirmedAt },
    { id: stored.otherId, name: stored.other, at: stored.otherConfirmedAt },
  ] as const
  const [own, other] = one ? sides : [sides[1], sides[0]]
  return {
    stored,
    shown: {
      ...{ id, fromDay: stored.fromDay, untilDay: stored.untilDay, state: stateOf(stored) },
      ...{ pointFen: stored.pointFen, version: stored.version },
      own: { id: own.id, name: own.name },
      other: { id: other.id, name: other.name },
      ownConfirmedAt: own.at?.toISOString() ?? null,
      otherConfirmedAt: other.at?.toISOString() ?? null,
      ...{ objection: stored.objection, objectedBy: stored.objectedBy, lines },
      ...settle(lines, own.id, stored.pointFen),
    },
  }
}

export const getSettlement: Handler<typeof contract.getSettlement> = async (context, { params }) =>
  (await shownTo(context, params.id)).shown

export const answerSettlement: Handler<typeof contract.answerSettlement> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const { stored, shown } = await shownTo(context, params.id)
  const [own, other] = [shown.own.id, shown.other.id]
  const { version, answer } = body
  if (shown.state === 'confirmed') fail('conflict', 'sharing.settled')
  if (answer === 'confirm') {
    if (shown.state === 'disputed' || shown.ownConfirmedAt) fail('conflict', 'sharing.settlement_redraw')
    if (!(await confirmSide(db, stored, { version, own }))) stale(stored.version)
    await closeSettlement(db, stored.id)
  } else if (answer === 'object') {
    const reason =
      body.reason ??
      fail('unprocessable', 'sharing.reason_needed', undefined, [{ path: 'body.reason', code: 'required' }])
    if (!(await objectTo(db, stored.id, { version, own, reason }))) stale(stored.version)
    await closeSettlement(db, stored.id)
    await ask(context, { id: stored.id, own, other, from: stored.fromDay, until: stored.untilDay })
  } else {
    const period = { from: stored.fromDay, until: stored.untilDay }
    const rate = await rateOf(context, own, other, stored.untilDay)
    if (!(await redraw(db, stored, { version, own, pointFen: rate }))) stale(stored.version)
    await replaceLines(db, stored.id, (await usesOf(context, period, other)).map(lineOf))
    await closeSettlement(db, stored.id)
    await ask(context, { id: stored.id, own, other, ...period })
  }
  await context.audit({
    action: `sharing.settlement_${answer}`,
    subject: { kind: 'settlement', id: stored.id },
  })
  const now = (await selectOptionalSettlement(db, stored.id)) ?? missing()
  return { state: stateOf(now) }
}
