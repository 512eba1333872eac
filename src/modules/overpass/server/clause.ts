import type { ClauseContext, ClauseKind } from '#modules/agreements/server/index.ts'
import type { Db } from '#platform/server/database/session.ts'
import { type Bridge, bridge } from '../rules/bridge.ts'
import { problemsOf } from '../rules/problems.ts'
import { loadKnown, readBack } from './facts.ts'

async function check(db: Db, data: Bridge, { parties, fromDate, untilDate }: ClauseContext) {
  const { facts } = await loadKnown(db, [data])
  const partyIds = parties.map(party => party.organisationId)
  return problemsOf(data, { ...facts, partyIds, from: fromDate, until: untilDate }).map(({ at, code }) => ({
    path: at,
    key: `overpass.problem.${code}`,
    grave: true,
  }))
}

/** A bridge as a clause of an agreement: what is wrong with it keeps the draft from being sent. */
export const bridgeClause: ClauseKind = {
  kind: 'bridge',
  data: bridge,
  check: (db, data, context) => check(db, bridge.parse(data), context),
  async sentences(db, data) {
    const read = bridge.parse(data)
    const { names } = await loadKnown(db, [read])
    return readBack(read, names).map(sentence => sentence.text)
  },
}
