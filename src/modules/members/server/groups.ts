import { missing } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/groups.ts'
import { selectGroupMembers, selectGroups, selectOptionalGroup } from './queries/groups.ts'

export const listGroups: Handler<typeof contract.listGroups> = async context => ({
  rows: await selectGroups(context.db),
})

export const getGroup: Handler<typeof contract.getGroup> = async (context, { params }) => {
  const group = (await selectOptionalGroup(context.db, params.id)) ?? missing()
  return { ...group, list: await selectGroupMembers(context.db, params.id) }
}
