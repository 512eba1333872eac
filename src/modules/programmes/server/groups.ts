import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/groups.ts'
import type { ProgrammeGroup } from '../contract/groups.ts'
import { keepProgrammeGroup } from '../policy.ts'
import { overlapOf } from '../rules/overlap.ts'
import {
  insertProgrammeGroup,
  replaceSharing,
  type StoredGroup,
  selectGroupMembers,
  selectMemberProgrammes,
  selectOptionalProgrammeGroup,
  selectProgrammeGroups,
  selectTaught,
  updateProgrammeGroupRow,
} from './queries/groups.ts'
import { fail } from './values.ts'

const COMMON_SHOWN = 12

export const listProgrammeGroups: Handler<typeof contract.listProgrammeGroups> = async context => ({
  rows: await selectProgrammeGroups(context.db),
})

export const getProgrammeGroup: Handler<typeof contract.getProgrammeGroup> = async (context, { params }) => {
  const group = (await selectOptionalProgrammeGroup(context.db, params.id)) ?? missing()
  const programmes = await selectGroupMembers(context.db, params.id)
  return { ...group, programmes, overlaps: await overlapsOf(context, programmes) }
}

/** How much each pair of programmes teaches alike, from the competencies of their versions in force. */
async function overlapsOf(
  { db }: Context,
  programmes: ProgrammeGroup['programmes'],
): Promise<ProgrammeGroup['overlaps']> {
  const inForce = programmes.flatMap(({ id, versionId }) => (versionId ? [{ id, versionId }] : []))
  const rows = await selectTaught(
    db,
    inForce.map(one => one.versionId),
  )
  const names = new Map(rows.map(row => [row.competencyId, { zh: row.nameZh, en: row.nameEn }]))
  const taught = new Map(
    inForce.map(({ id, versionId }) => [
      id,
      new Map(rows.filter(row => row.versionId === versionId).map(row => [row.competencyId, row.level])),
    ]),
  )
  const empty = new Map<string, number>()
  return inForce.flatMap(({ id: first }, i) =>
    inForce.slice(i + 1).map(({ id: second }) => {
      const overlap = overlapOf(taught.get(first) ?? empty, taught.get(second) ?? empty)
      const common = overlap.common.slice(0, COMMON_SHOWN).flatMap(id => names.get(id) ?? [])
      return {
        ...{ first, second, share: overlap.share, common },
        ...{ onlyFirst: overlap.onlyFirst.length, onlySecond: overlap.onlySecond.length },
      }
    }),
  )
}

export const createProgrammeGroup: Handler<typeof contract.createProgrammeGroup> = async (
  context,
  { body },
) => {
  const groupId = context.signedIn().groupId ?? fail('forbidden', 'programmes.no_organisation')
  await checkProgrammes(context, groupId, body.programmeIds)
  const id = await insertProgrammeGroup(context.db, groupId, body)
  await note(context, 'programmes.group_created', id, { name: body.name.zh })
  return { id }
}

export const updateProgrammeGroup: Handler<typeof contract.updateProgrammeGroup> = async (
  context,
  { params, body },
) => {
  const stored = await keptGroup(context, params.id)
  await checkProgrammes(context, stored.groupId, body.programmeIds)
  const { version: seen, ...input } = body
  const version = (await updateProgrammeGroupRow(context.db, params.id, seen, input)) ?? stale(stored.version)
  await note(context, 'programmes.group_updated', params.id, { name: body.name.zh })
  return { version }
}

export const shareCourses: Handler<typeof contract.shareCourses> = async (context, { params, body }) => {
  const stored = await keptGroup(context, params.id)
  const members = await selectGroupMembers(context.db, params.id)
  if (!members.some(member => member.id === body.programmeId))
    fail('unprocessable', 'programmes.not_in_group', undefined, [
      { path: 'body.programmeId', code: 'invalid' },
    ])
  const version = (await replaceSharing(context.db, params.id, body.version, body)) ?? stale(stored.version)
  await note(context, 'programmes.group_shared', params.id, { courses: body.courses.length })
  return { version }
}

async function keptGroup(context: Context, id: string): Promise<StoredGroup> {
  const stored = (await selectOptionalProgrammeGroup(context.db, id)) ?? missing()
  context.require(keepProgrammeGroup, stored)
  return stored
}

/** A programme group joins programmes of the group's own members. */
async function checkProgrammes({ db }: Context, groupId: string, ids: string[]): Promise<void> {
  if ((await selectMemberProgrammes(db, groupId, ids)) === new Set(ids).size) return
  fail('unprocessable', 'programmes.programme_not_member', undefined, [
    { path: 'body.programmeIds', code: 'invalid' },
  ])
}

const note = (context: Context, action: string, id: string, data: Record<string, unknown>) =>
  context.audit({ action, subject: { kind: 'programme_group', id }, data })
