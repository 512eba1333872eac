import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { appointAdministrator as contract } from '../contract/organisations.ts'
import { appointAdministrator as permission } from '../policy.ts'
import { administratorRoleOf } from '../rules/roles.ts'
import { selectOptionalOrganisationFacts } from './queries/organisations.ts'
import { insertAffiliation, selectKind } from './queries/person-changes.ts'

export const appointAdministrator: Handler<typeof contract> = async (context, { params, body }) => {
  const facts = (await selectOptionalOrganisationFacts(context.db, params.id)) ?? missing()
  context.require(permission, facts)
  const role = administratorRoleOf(await selectKind(context.db, params.id))
  const id = await insertAffiliation(context.db, {
    ...body,
    role,
    organisationId: params.id,
    startsOn: today(),
    ...{ externalId: null, classId: null, position: null, phone: null, birthDate: null, listed: false },
  })
  await context.audit({
    action: 'members.administrator_appointed',
    subject: { kind: 'affiliation', id },
    organisationId: params.id,
    data: { role },
  })
  return { id }
}
