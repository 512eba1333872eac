import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/visits.ts'
import { visitStateOf } from '../rules/door.ts'
import { doorMinutes } from './parameters.ts'
import { selectSafety } from './queries/door.ts'
import { confirmShown, isExpected, selectVisits, tryCode } from './queries/visits.ts'
import { fail } from './values.ts'

export const listVisits: Handler<typeof contract.listVisits> = async ({ db }) => {
  const now = Date.now()
  const rows = await selectVisits(db)
  return {
    rows: rows.map(({ from, until, arrivedAt, present, briefed, ...visit }) => ({
      ...visit,
      ...{ from: from.toISOString(), until: until.toISOString() },
      state: visitStateOf(
        {
          ...{ from: from.getTime(), until: until.getTime(), arrived: arrivedAt !== null },
          present,
          briefed,
        },
        now,
      ),
    })),
  }
}

export const arrive: Handler<typeof contract.arrive> = async (context, { body }) => {
  const digits = body.code.replace(/\D/g, '')
  const early = await readParameter(context.db, doorMinutes)
  const { outcome, booking } = await tryCode(context.db, digits, early)
  if (outcome !== 'arrived') return fail('conflict', `sharing.code.${outcome}`)
  const id = booking ?? missing()
  await context.audit({ action: 'sharing.visitor_arrived', subject: { kind: 'booking', id } })
  return { id }
}

export const getBriefing: Handler<typeof contract.getBriefing> = async ({ db }, { params }) => {
  if (!(await isExpected(db, params.id))) missing()
  return { rows: await selectSafety(db, params.id) }
}

export const confirmBriefing: Handler<typeof contract.confirmBriefing> = async (
  context,
  { params, body },
) => {
  if (!(await isExpected(context.db, params.id))) missing()
  if (!(await confirmShown(context.db, params.id, body.shown))) fail('conflict', 'sharing.safety_changed')
  await context.audit({ action: 'sharing.visitor_briefed', subject: { kind: 'booking', id: params.id } })
  return undefined
}
