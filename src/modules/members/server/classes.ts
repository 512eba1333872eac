import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/classes.ts'
import { changeClass, readClass } from '../policy.ts'
import { ownOrganisation } from './people.ts'
import {
  endClassRow,
  insertClass,
  type StoredClass,
  selectClasses,
  selectClassMembers,
  selectOptionalClass,
  updateClassRow,
} from './queries/classes.ts'
import { checkEnd, fail } from './values.ts'

export const listClasses: Handler<typeof contract.listClasses> = async (context, { query }) => ({
  rows: await selectClasses(context.db, ownOrganisation(context), query.state),
})

export const getClass: Handler<typeof contract.getClass> = async (context, { params }) => {
  const found = (await selectOptionalClass(context.db, params.id)) ?? missing()
  context.require(readClass, found)
  const members = await selectClassMembers(context.db, params.id)
  context.noteReading(
    found.organisationId,
    members.map(member => member.id),
  )
  return { ...found, members }
}

export const createClass: Handler<typeof contract.createClass> = async (context, { body }) => {
  const id = await insertClass(context.db, ownOrganisation(context), body)
  await note(context, 'members.class_created', id, { name: body.name })
  return { id }
}

export const updateClass: Handler<typeof contract.updateClass> = async (context, { params, body }) => {
  const stored = await changeable(context, params.id)
  if (stored.endsOn && body.startsOn > stored.endsOn)
    fail('unprocessable', 'members.end_before_start', { startsOn: body.startsOn })
  const { version: seen, ...entry } = body
  const version = (await updateClassRow(context.db, params.id, seen, entry)) ?? stale(stored.version)
  await note(context, 'members.class_updated', params.id, { name: body.name })
  return { version }
}

export const endClass: Handler<typeof contract.endClass> = async (context, { params, body }) => {
  const stored = await changeable(context, params.id)
  if (stored.endsOn) fail('conflict', 'members.ended_already', { endsOn: stored.endsOn })
  checkEnd(stored.startsOn, body.endsOn)
  const version =
    (await endClassRow(context.db, params.id, body.version, body.endsOn)) ?? stale(stored.version)
  await note(context, 'members.class_ended', params.id, { endsOn: body.endsOn })
  return { version }
}

async function changeable(context: Context, id: string): Promise<StoredClass> {
  const stored = (await selectOptionalClass(context.db, id)) ?? missing()
  context.require(changeClass, stored)
  return stored
}

const note = (context: Context, action: string, id: string, data: Record<string, unknown>) =>
  context.audit({ action, subject: { kind: 'class', id }, data })
