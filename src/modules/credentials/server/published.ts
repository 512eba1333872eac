import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/verify.ts'
import { didDocumentOf } from '../rules/did.ts'
import { selectDid, selectPublished } from './queries/issuers.ts'
import { currentList } from './status-lists.ts'

/** What verifiers and wallets of others read, from pages of their own as well. */
function openToAll(context: Context, seconds: number): void {
  context.reply.header('access-control-allow-origin', '*')
  context.reply.header('cross-origin-resource-policy', 'cross-origin')
  context.reply.header('cache-control', `public, max-age=${seconds}`)
}

export const getDidDocument: Handler<typeof contract.getDidDocument> = async (context, { params }) => {
  const did = (await selectDid(context.db, params.id)) ?? missing()
  openToAll(context, 300)
  return { ...didDocumentOf(did, await selectPublished(context.db, did)) }
}

export const getStatusList: Handler<typeof contract.getStatusList> = async (context, { params }) => {
  const signed = (await currentList(context, params.id, params.purpose)) ?? missing()
  openToAll(context, 60)
  return JSON.parse(signed)
}
