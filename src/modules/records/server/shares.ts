import { z } from 'zod'
import { daysAfter, today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/shares.ts'
import type { Shared } from '../contract/shares.ts'
import { keepShare, openShared as openSharedPermission } from '../policy.ts'
import { isNeighbour, mayShow } from './queries/learners.ts'
import {
  actByLink,
  insertShare,
  openShareRow,
  revokeShareRow,
  type SharedFact,
  selectOptionalShare,
  selectOwnOutcomes,
  selectShared,
  selectSharedFacts,
  selectShares,
} from './queries/shares.ts'
import { erasedTitle, fileAnswer } from './record.ts'
import { hashOf, newToken, readTicket, writeTicket } from './share-secret.ts'
import { fail, ownOrganisation, signatureOf } from './values.ts'

/** Nobody remembers a link after a year. */
const DAYS_MOST = 366

export const listShares: Handler<typeof contract.listShares> = async context => ({
  rows: await selectShares(context.db, context.signedIn().personId),
})

export const createShare: Handler<typeof contract.createShare> = async (context, { body }) => {
  const { personId } = context.signedIn()
  if (body.endsOn < today() || body.endsOn > daysAfter(today(), DAYS_MOST))
    fail('unprocessable', 'records.share_end', undefined, [{ path: 'body.endsOn', code: 'invalid' }])
  const ids = [...new Set(body.outcomeIds)]
  if ((await selectOwnOutcomes(context.db, ids)).length !== ids.length) missing()
  if (body.toOrganisationId && !(await isNeighbour(context.db, body.toOrganisationId)))
    fail('unprocessable', 'records.not_of_group', undefined, [
      { path: 'body.toOrganisationId', code: 'invalid' },
    ])
  if (body.toOrganisationId && !(await mayShow(context.db, personId, body.toOrganisationId)))
    fail('unprocessable', 'records.minor_company', undefined, [
      { path: 'body.toOrganisationId', code: 'invalid' },
    ])
  const token = body.toOrganisationId ? null : newToken()
  const { title, toOrganisationId, endsOn } = body
  const id = await insertShare(
    context.db,
    { personId, title, toOrganisationId, secretHash: token ? hashOf(token) : null, endsOn },
    ids,
  )
  await context.audit({
    action: 'records.share_made',
    subject: { kind: 'share', id },
    data: { entries: ids.length, toOrganisationId, endsOn },
  })
  return { id, token }
}

export const revokeShare: Handler<typeof contract.revokeShare> = async (context, { params }) => {
  const share = (await selectOptionalShare(context.db, params.id)) ?? missing()
  context.require(keepShare, share)
  if (await revokeShareRow(context.db, share.id))
    await context.audit({ action: 'records.share_revoked', subject: { kind: 'share', id: share.id } })
  return undefined
}

/** What somebody sees of a record that was shown to them; their opening it is noted by the day. */
async function show(context: Context, id: string): Promise<Shared> {
  const share = (await selectOptionalShare(context.db, id)) ?? missing()
  const reader = context.viewer?.organisationId
    ? { organisationId: context.viewer.organisationId, name: (await signatureOf(context)).name }
    : { organisationId: null, name: null }
  const holder = (await openShareRow(context.db, id, reader)) ?? missing()
  const facts = await selectSharedFacts(context.db, id)
  const { title, endsOn } = share
  return {
    ...{ title, endsOn, holder, asOf: new Date().toISOString() },
    entries: facts.map(fact => toShared(context, fact)),
  }
}

function toShared(context: Context, fact: SharedFact): Shared['entries'][number] {
  const { payload: said } = fact
  const evidence = said?.evidence ?? []
  return {
    ...{ id: fact.id, kind: fact.kind, state: fact.state, disputed: fact.disputed, day: fact.heldOn },
    title: said?.title ?? erasedTitle(context),
    ...{ level: said?.level ?? null, prize: said?.prize ?? null, score: said?.score ?? null },
    ...{ passed: said?.passed ?? null, credits: said?.credits ?? null, term: said?.term ?? null },
    ...{ competencies: said?.competencies ?? [], certificate: said?.certificate ?? null },
    confirmedBy: { organisation: fact.byOrganisation, group: fact.byGroup },
    files: evidence.flatMap(one => {
      if (one.type !== 'file') return []
      const { name, mediaType, size } = one
      return [{ name, mediaType, size, ticket: writeTicket(context.config, one) }]
    }),
    links: evidence.flatMap(one => (one.type === 'link' ? [{ url: one.url, title: one.title }] : [])),
  }
}

export const openLink: Handler<typeof contract.openLink> = async (context, { body }) => {
  const id = (await actByLink(context.db, hashOf(body.token))) ?? missing()
  return show(context, id)
}

export const getSharedFile: Handler<typeof contract.getSharedFile> = async (context, { params }) =>
  fileAnswer(context, readTicket(context.config, params.ticket) ?? missing())

export const listShared: Handler<typeof contract.listShared> = async (context, { query }) => {
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectShared(context.db, ownOrganisation(context), {
    after: after?.[0] ?? null,
    limit: query.limit + 1,
  })
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return { rows, next: found.length > query.limit && last ? writeKey([last.id]) : null }
}

export const openShared: Handler<typeof contract.openShared> = async (context, { params }) => {
  const share = (await selectOptionalShare(context.db, params.id)) ?? missing()
  context.require(openSharedPermission, { organisationId: share.toOrganisationId })
  return show(context, share.id)
}
