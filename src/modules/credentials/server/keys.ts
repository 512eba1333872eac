import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/issuing.ts'
import { rotate } from './issuers.ts'
import { selectNamedIssuer } from './queries/issuers.ts'
import { ownerOf } from './templates.ts'

export const getIssuer: Handler<typeof contract.getIssuer> = async context => {
  const issuer = await selectNamedIssuer(context.db, ownerOf(context))
  if (!issuer) return { issuer: null }
  const utc = (at: string | null) => at && new Date(at).toISOString()
  return {
    issuer: {
      ...issuer,
      keys: issuer.keys.map(key => ({
        method: key.method,
        createdAt: utc(key.createdAt) as string,
        retiredAt: utc(key.retiredAt),
      })),
    },
  }
}

export const rotateKey: Handler<typeof contract.rotateKey> = async context => {
  const owner = ownerOf(context)
  const { did, method } = await rotate(context, owner)
  await context.audit({
    action: 'credentials.key_rotated',
    subject: { kind: 'credential_issuer', id: null },
    ...owner,
    data: { did, method },
  })
  return { did, method }
}
