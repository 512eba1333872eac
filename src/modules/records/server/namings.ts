import { z } from 'zod'
import { closeTodos, putTodos } from '#modules/information/server/index.ts'
import { headed, tableFile } from '#modules/members/server/index.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/namings.ts'
import { endNaming as endPermission, recordNamed as recordPermission } from '../policy.ts'
import { appendOutcome } from './append.ts'
import { checkAsked } from './asking.ts'
import { checkKind, saidOf } from './outcomes.ts'
import { selectOptionalLearner } from './queries/learners.ts'
import {
  type Addressee,
  endNamingRow,
  insertNaming,
  isOfGroup,
  type NamedRow,
  noteRecorded,
  selectNamed,
  selectNamedCounts,
  selectNamings,
  selectOptionalNaming,
  selectOwnGroups,
  selectOwnNamings,
} from './queries/namings.ts'
import { fail, signatureOf } from './values.ts'

const TODO = 'records.named'
/** Nobody remembers after a year to whom they gave their name. */
const DAYS_MOST = 366

const deskOf = ({ organisationId, groupId }: Addressee) => ({
  kind: 'naming',
  id: (groupId ?? organisationId) as string,
})

export const listNamings: Handler<typeof contract.listNamings> = async context => ({
  rows: await selectOwnNamings(context.db, context.signedIn().personId),
  groups: await selectOwnGroups(context.db),
})

/** To whom a learner may name themself. */
async function checkAddressee(context: Context, learnerId: string, own: string, to: Addressee) {
  const { organisationId, groupId } = to
  if ((organisationId === null) === (groupId === null)) return fail('unprocessable', 'records.name_to_one')
  if (groupId !== null) {
    if (!(await isOfGroup(context.db, own, groupId)))
      fail('unprocessable', 'records.not_of_group', undefined, [{ path: 'body.groupId', code: 'invalid' }])
    return
  }
  await checkAsked(context, learnerId, organisationId as string, 'body.organisationId')
}

export const nameOneself: Handler<typeof contract.nameOneself> = async (context, { body }) => {
  const { affiliationId, personId } = context.signedIn()
  const learner = (affiliationId && (await selectOptionalLearner(context.db, affiliationId))) || missing()
  const { organisationId, groupId, occasion, endsOn } = body
  const to = { organisationId, groupId }
  if (endsOn < today() || endsOn > daysAfter(today(), DAYS_MOST))
    fail('unprocessable', 'records.share_end', undefined, [{ path: 'body.endsOn', code: 'invalid' }])
  await checkAddressee(context, learner.id, learner.organisation.id, to)
  const id = await insertNaming(context.db, {
    ...{ personId, organisationId: learner.organisation.id, learnerId: learner.id, name: learner.name },
    ...{ toOrganisationId: organisationId, toGroupId: groupId, occasion, endsOn },
  })
  const desks = groupId
    ? [{ groupId, role: 'secretariat' as const }]
    : (['school_admin', 'company_hr', 'association_staff'] as const).map(role => ({
        organisationId: organisationId as string,
        role,
      }))
  await putTodos(
    context.db,
    desks.map(desk => ({ desk, kind: TODO, path: '/named' as const, subject: deskOf(to) })),
  )
  await context.audit({
    action: 'records.named',
    subject: { kind: 'naming', id },
    data: { toOrganisationId: organisationId, toGroupId: groupId, endsOn },
  })
  return { id }
}

export const endNaming: Handler<typeof contract.endNaming> = async (context, { params }) => {
  const naming = (await selectOptionalNaming(context.db, params.id)) ?? missing()
  context.require(endPermission, naming)
  if (await endNamingRow(context.db, naming.id))
    await context.audit({ action: 'records.naming_ended', subject: { kind: 'naming', id: naming.id } })
  return undefined
}

/** Whom the viewer answers for: a secretariat for its group, everybody else for their organisation. */
function answersFor(context: Context): Addressee & { own: string } {
  const { role, organisationId, groupId } = context.signedIn()
  const own = organisationId ?? missing()
  return role === 'secretariat'
    ? { organisationId: null, groupId: groupId ?? missing(), own }
    : { organisationId: own, groupId: null, own }
}

const KEY = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])

function noteNames(context: Context, rows: readonly NamedRow[]): void {
  for (const [school, own] of Map.groupBy(rows, row => row.organisationId))
    context.noteReading(school, [...new Set(own.map(row => row.learnerId))])
}

export const listNamed: Handler<typeof contract.listNamed> = async (context, { query }) => {
  const { after, limit, ...filters } = query
  const found = await selectNamed(context.db, answersFor(context), filters, {
    after: readKey(after, KEY),
    limit: limit + 1,
  })
  const rows = found.slice(0, limit)
  noteNames(context, rows)
  const last = rows.at(-1)
  return {
    rows: rows.map(({ organisationId: _, learnerId: __, key: ___, ...row }) => row),
    next: found.length > limit && last ? writeKey([last.key, last.id]) : null,
  }
}

export const countNamed: Handler<typeof contract.countNamed> = async (context, { query }) => {
  const states = await selectNamedCounts(context.db, answersFor(context), query)
  const counted = query.state ? states.filter(one => one.value === query.state) : states
  return { total: counted.reduce((sum, one) => sum + one.count, 0), states }
}

const COLUMNS = {
  ...{ learner: 14, school: 28, occasion: 32 },
  recorded: { width: 10, kind: 'number' },
  until: { width: 12, kind: 'date' },
} as const
const BATCH = 500

export const exportNamed: Handler<typeof contract.exportNamed> = async (context, { query }) => {
  const { format, ...filters } = query
  const to = answersFor(context)
  return tableFile(format, {
    name: context.text(context.language, 'records.named.title'),
    columns: headed(context, 'records.column', COLUMNS),
    rows: rows(),
  })

  async function* rows(): AsyncGenerator<TableCell[]> {
    for (let after: readonly [string, string] | null = null, more = true; more; ) {
      const page: NamedRow[] = await context.reread(({ db }) =>
        selectNamed(db, to, filters, { after, limit: BATCH }),
      )
      noteNames(context, page)
      for (const row of page)
        yield [row.learner, inLanguage(row.school, context.language), row.occasion, row.recorded, row.endsOn]
      const last = page.at(-1)
      more = page.length === BATCH && last !== undefined
      after = last ? [last.key, last.id] : null
    }
  }
}

/** The same for each of them: what they won together, with the same evidence. */
export const recordNamed: Handler<typeof contract.recordNamed> = async (context, { body }) => {
  const { namingIds, kind, ...facts } = body
  const ids = [...new Set(namingIds)]
  const namings = await selectNamings(context.db, ids)
  if (namings.length !== ids.length) missing()
  for (const { toOrganisationId, toGroupId } of namings)
    context.require(recordPermission, { organisationId: toOrganisationId, groupId: toGroupId })
  checkKind(kind, facts.certificate)
  const learners = [...new Map(namings.map(one => [one.learnerId, one])).values()]
  const said = await saidOf(context, (learners[0] ?? missing()).learnerId, { ...facts, outcomes: [] })
  const { own, ...to } = answersFor(context)
  const recordedBy = await signatureOf(context)
  const made: string[] = []
  for (const { organisationId, learnerId } of learners)
    made.push(
      (
        await appendOutcome(context, {
          ...{ ...said, kind, recordedBy, visibility: 'school' },
          learner: { organisationId, learnerId },
          ...{ confirmingOrganisationId: own, confirmingGroupId: to.groupId },
        })
      ).id,
    )
  if (!(await noteRecorded(context.db, ids, to))) await closeTodos(context.db, { subject: deskOf(to) })
  return { ids: made }
}
