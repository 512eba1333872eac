import { z } from 'zod'
import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { AuditFact } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { amountFor, dueDay, lapsesWith, owesFor } from '../rules/dues.ts'
import { administratorRoleOf } from '../rules/roles.ts'
import { updateDue } from './queries/dues.ts'
import {
  insertDues,
  type NewDue,
  type RunMember,
  type RunScheme,
  selectDuesOfLeft,
  selectGroupName,
  selectGroupsWithDues,
  selectMembersWithoutDue,
  selectOptionalSchemeOf,
} from './queries/dues-run.ts'

/** One due for each member: where an organisation holds two positions, the one that owes more. */
export function duesOf(
  members: readonly RunMember[],
  scheme: RunScheme,
  year: number,
  day: string,
): NewDue[] {
  const dues = new Map<string, NewDue>()
  for (const member of members) {
    const amountFen = amountFor(scheme.rates, member)
    const known = dues.get(member.organisationId)
    if (!owesFor(year, member) || amountFen <= (known?.amountFen ?? 0)) continue
    const { organisationId, kind } = member
    dues.set(organisationId, { organisationId, kind, amountFen, dueOn: dueDay(scheme, year, day) })
  }
  return [...dues.values()]
}

/**
 * Makes the dues of a year that are not there yet, puts them on the members' to-do lists, and lets go of what members
 * who have left no longer owe. Run again it does nothing. Works for the secretariat and, at night, for the system.
 */
export async function makeDues(
  db: Db,
  groupId: string,
  year: number,
  audit: (fact: AuditFact) => Promise<void>,
): Promise<{ made: number; lapsed: number }> {
  const lapsed = await letGo(db, groupId, audit)
  const scheme = await selectOptionalSchemeOf(db, groupId, year)
  if (!scheme) return { made: 0, lapsed }
  const wanted = duesOf(await selectMembersWithoutDue(db, groupId, year), scheme, year, today())
  const made = await insertDues(db, { groupId, year, schemeId: scheme.id }, wanted)
  const group = made.length > 0 ? await selectGroupName(db, groupId) : ''
  const byMember = new Map(wanted.map(due => [due.organisationId, due]))
  for (const { id, organisationId } of made) {
    const due = byMember.get(organisationId)
    if (due) await askForDue(db, { ...due, id, year }, group)
  }
  if (made.length > 0)
    await audit({
      action: 'members.dues_made',
      subject: { kind: 'group', id: groupId },
      groupId,
      data: { year, count: made.length },
    })
  return { made: made.length, lapsed }
}

/** Puts a due on the to-do list of the member's administrators. */
export async function askForDue(
  db: Db,
  due: NewDue & { id: string; year: number },
  group: string,
): Promise<void> {
  await putTodo(db, {
    desk: { organisationId: due.organisationId, role: administratorRoleOf(due.kind) },
    kind: 'members.dues_open',
    data: { group, year: due.year, yuan: due.amountFen / 100 },
    path: '/dues',
    subject: { kind: 'due', id: due.id },
    dueOn: due.dueOn,
  })
}

async function letGo(db: Db, groupId: string, audit: (fact: AuditFact) => Promise<void>): Promise<number> {
  let lapsed = 0
  for (const due of await selectDuesOfLeft(db, groupId)) {
    if (!lapsesWith(due, due.endedOn)) continue
    const settled = { state: 'lapsed', paidFen: 0, settledOn: due.endedOn } as const
    if (!(await updateDue(db, due.id, due.version, settled))) continue
    lapsed += 1
    await closeTodos(db, { subject: { kind: 'due', id: due.id } })
    await audit({
      action: 'members.dues_lapsed',
      subject: { kind: 'due', id: due.id },
      organisationId: due.organisationId,
      groupId,
      data: { endedOn: due.endedOn },
    })
  }
  return lapsed
}

/** Every night: this year's dues for who became or is again a member with a due to make; leavers' dues let go. */
export const duesNightly = job({
  name: 'members.make_dues',
  payload: z.object({}),
  cron: '17 2 * * *',
  async run(_payload, { services, signal }) {
    const year = Number(today().slice(0, 4))
    for (const groupId of await selectGroupsWithDues(services.system)) {
      signal.throwIfAborted()
      await services.system.transaction().execute(async db => {
        await makeDues(db, groupId, year, fact => recordAudit(db, fact, { viewer: null, requestId: null }))
      })
    }
  },
})
