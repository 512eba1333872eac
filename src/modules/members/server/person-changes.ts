import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/people.ts'
import type * as changes from '../contract/people-changes.ts'
import { ADMINISTRATORS, changePerson } from '../policy.ts'
import { mayBeListed } from '../rules/roles.ts'
import { ownOrganisation } from './people.ts'
import { checkEntry, checkRole } from './person-checks.ts'
import {
  hasOtherAdministrator,
  insertAffiliation,
  type StoredPerson,
  selectOptionalStored,
  updateAffiliation,
  updateEnd,
  updateListed,
} from './queries/person-changes.ts'
import { checkEnd, fail } from './values.ts'

export const createPerson: Handler<typeof contract.createPerson> = async (context, { body }) => {
  const organisationId = ownOrganisation(context)
  await checkRole(context, organisationId, body.role)
  checkEntry(body.role, body)
  const id = await insertAffiliation(context.db, { ...body, organisationId })
  await note(context, 'members.person_created', id, { role: body.role })
  return { id }
}

export const updatePerson: Handler<typeof changes.updatePerson> = async (context, { params, body }) => {
  const stored = await changeable(context, params.id)
  const { version: seen, ...entry } = body
  checkEntry(stored.role, entry)
  if (stored.endsOn && entry.startsOn > stored.endsOn)
    fail('unprocessable', 'members.end_before_start', { startsOn: entry.startsOn })
  const version = (await updateAffiliation(context.db, params.id, seen, entry)) ?? stale(stored.version)
  await note(context, 'members.person_updated', params.id, { changed: changedFields(stored, entry) })
  return { version }
}

export const endPerson: Handler<typeof changes.endPerson> = async (context, { params, body }) => {
  const stored = await changeable(context, params.id)
  if (stored.endsOn) fail('conflict', 'members.ended_already', { endsOn: stored.endsOn })
  checkEnd(stored.startsOn, body.endsOn)
  if ((ADMINISTRATORS as readonly string[]).includes(stored.role))
    if (!(await hasOtherAdministrator(context.db, stored))) fail('conflict', 'members.last_administrator')
  const version = (await updateEnd(context.db, params.id, body.version, body.endsOn)) ?? stale(stored.version)
  await note(context, 'members.person_ended', params.id, { endsOn: body.endsOn })
  return { version }
}

export const reopenPerson: Handler<typeof changes.reopenPerson> = async (context, { params, body }) => {
  const stored = await changeable(context, params.id)
  if (!stored.endsOn) fail('conflict', 'members.not_ended')
  const version = (await updateEnd(context.db, params.id, body.version, null)) ?? stale(stored.version)
  await note(context, 'members.person_reopened', params.id, { endedOn: stored.endsOn })
  return { version }
}

export const listPersonForPartners: Handler<typeof changes.listPersonForPartners> = async (
  context,
  { params, body },
) => {
  const stored = await changeable(context, params.id)
  if (body.listed && !mayBeListed(stored.role)) fail('unprocessable', 'members.not_listable')
  const version =
    (await updateListed(context.db, params.id, body.version, body.listed)) ?? stale(stored.version)
  await note(context, body.listed ? 'members.person_listed' : 'members.person_unlisted', params.id)
  return { version }
}

async function changeable(context: Context, id: string): Promise<StoredPerson> {
  const stored = (await selectOptionalStored(context.db, id)) ?? missing()
  context.require(changePerson, stored)
  return stored
}

const note = (context: Context, action: string, id: string, data?: Record<string, unknown>) =>
  context.audit({ action, subject: { kind: 'affiliation', id }, data })

/** Names of the fields whose value is another one now; values are not for the audit trail. */
function changedFields(stored: StoredPerson, entry: contract.PersonInput): string[] {
  const { position, ...fields } = entry
  const now = { ...fields, positionZh: position?.zh ?? null, positionEn: position?.en ?? null }
  return (Object.keys(now) as (keyof typeof now)[]).filter(field => now[field] !== stored[field])
}
