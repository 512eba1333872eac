import { Failure } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract.ts'
import { manageKey } from '../policy.ts'
import { hashOfApiKey, makeToken } from './codes.ts'
import { inDays } from './invitations.ts'
import { insertApiKey, selectApiKeys, selectOptionalKey, updateKeyRevoked } from './queries/api-keys.ts'

/** Tells a key of ours from any other secret, for people and for scanners of leaked ones. */
const PREFIX = 'ovp_'

function ownOrganisation(organisationId: string | null): string {
  if (!organisationId) throw new Failure('missing', 'missing')
  return organisationId
}

export const listApiKeys: Handler<typeof contract.listApiKeys> = async context => ({
  rows: await selectApiKeys(context.db, ownOrganisation(context.signedIn().organisationId)),
})

export const createApiKey: Handler<typeof contract.createApiKey> = async (context, { body }) => {
  const { organisationId, role, personId } = context.signedIn()
  const key = `${PREFIX}${makeToken()}`
  const expiresAt = inDays(body.days)
  const scopes = [...new Set(body.scopes)]
  const id = await insertApiKey(context.db, {
    organisationId: ownOrganisation(organisationId),
    role,
    name: body.name,
    hint: key.slice(0, PREFIX.length + 6),
    keyHash: hashOfApiKey(context, key),
    scopes,
    createdBy: personId,
    expiresAt,
  })
  await context.audit({
    action: 'accounts.api_key_created',
    subject: { kind: 'api_key', id },
    data: { name: body.name, scopes },
  })
  return { id, key, expiresAt: expiresAt.toISOString() }
}

export const revokeApiKey: Handler<typeof contract.revokeApiKey> = async (context, { params }) => {
  const found = await selectOptionalKey(context.db, params.id)
  if (!found) throw new Failure('missing', 'missing')
  context.require(manageKey, found)
  await updateKeyRevoked(context.db, params.id)
  await context.audit({ action: 'accounts.api_key_revoked', subject: { kind: 'api_key', id: params.id } })
  return undefined
}
