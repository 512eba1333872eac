import type { Db } from '#platform/server/database/session.ts'
import type { Text } from '#platform/server/text.ts'
import { type Bridge, bridge } from '../rules/bridge.ts'
import { problemsOf } from '../rules/problems.ts'
import { loadKnown, readBack } from './facts.ts'

type Draft = {
  fromDate: string
  untilDate: string | null
  parties: readonly { organisationId: string }[]
}

/** A bridge as a clause of an agreement: what is wrong with it keeps the draft from being sent. */
export const bridgeClause = (text: Text) => ({
  kind: 'bridge',
  data: bridge,
  async check(db: Db, data: Bridge, draft: Draft) {
    const { facts } = await loadKnown(db, [data])
    const known = {
      ...facts,
      partyIds: draft.parties.map(party => party.organisationId),
      from: draft.fromDate,
      until: draft.untilDate,
    }
    return problemsOf(data, known).map(({ at, code }) => ({
      path: at,
      key: `overpass.problem.${code}`,
      grave: true,
    }))
  },
  async sentences(db: Db, data: Bridge) {
    const { names } = await loadKnown(db, [data])
    return readBack(text, data, names).map(sentence => sentence.text)
  },
})
