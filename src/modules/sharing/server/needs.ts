import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/needs.ts'
import type { NeedInput, NeedMatch } from '../contract/needs.ts'
import { isOneOf, KEEPERS, keepNeed, readNeed } from '../policy.ts'
import type { Reason } from '../rules/needs.ts'
import { MOST_SEARCH_DAYS } from '../rules/vocabulary.ts'
import { DAY, minuteOf, minuteText } from '../rules/zone.ts'
import { problem } from './asked.ts'
import { matchNeed } from './match.ts'
import { selectNeedCounts, selectNeeds } from './queries/list-needs.ts'
import { selectCandidates } from './queries/matches.ts'
import {
  closeNeedRow,
  insertNeed,
  type StoredNeed,
  selectAnswers,
  selectOptionalNeed,
  updateNeedRow,
} from './queries/needs.ts'
import { selectName, selectOptionalOffer } from './queries/offers.ts'
import { gramsOf } from './text.ts'
import { fail } from './values.ts'
import { type Found, verdictsFor } from './verdicts.ts'

/** Offers that are looked at for one need, and those that are shown though something speaks against them. */
const LOOKED_AT = 40
const ALMOST = 3

export const listNeeds: Handler<typeof contract.listNeeds> = (context, { query }) =>
  selectNeeds(context, query, query)

export const countNeeds: Handler<typeof contract.countNeeds> = (context, { query }) =>
  selectNeedCounts(context, query)

export const needOf = async ({ db }: Context, id: string): Promise<StoredNeed> =>
  (await selectOptionalNeed(db, id)) ?? missing()

export const getNeed: Handler<typeof contract.getNeed> = async (context, { params }) => {
  const need = await needOf(context, params.id)
  context.require(readNeed, need.facts)
  const { organisationId, organisation, fromMinute, untilMinute, createdAt, closedAt, facts, ...rest } = need
  return {
    ...rest,
    organisation: { id: organisationId, name: organisation },
    facts: { organisationId, affiliationId: facts.affiliationId },
    ...{ from: minuteText(fromMinute), until: minuteText(untilMinute) },
    ...{ createdAt: createdAt.toISOString(), closedAt: closedAt?.toISOString() ?? null },
    ...{ matches: await matchesOf(context, need), answers: await selectAnswers(context.db, need.id) },
  }
}

/** For whoever looks for it, all that fits and what almost does; for another member's administrators, their own offers. */
async function matchesOf(context: Context, need: StoredNeed): Promise<NeedMatch[]> {
  const { viewer, db } = context
  const own = viewer?.organisationId === need.organisationId
  if (need.state !== 'open' || !viewer?.organisationId) return []
  if (!own && !isOneOf(KEEPERS, viewer.role)) return []
  const only = own ? null : viewer.organisationId
  const candidates = await selectCandidates(db, need, { only, most: LOOKED_AT })
  const all = await verdictsFor(db, need, candidates)
  const almost = all.filter(({ verdict }) => isAlmost(verdict.reasons))
  return [...all.filter(({ verdict }) => verdict.fits), ...almost.slice(0, ALMOST)].map(found =>
    matchOf(found, need.minutes),
  )
}

/** One thing alone speaks against it, and it is not that it is something else. */
function isAlmost(reasons: readonly Reason[]): boolean {
  const [first, second] = reasons.filter(({ holds }) => !holds)
  return first !== undefined && second === undefined && first.code !== 'words'
}

function matchOf({ offer, offered, verdict }: Found, minutes: number): NeedMatch {
  const { fits, reasons, days, fromMinute } = verdict
  return {
    offer: {
      ...{ id: offer.id, title: { zh: offer.titleZh, en: offer.titleEn } },
      organisation: { id: offer.organisationId, name: { zh: offer.nameZh, en: offer.nameEn } },
    },
    ...{ km: offered.km, atOnce: offer.atOnce, feeBasis: offer.feeBasis, feeAmount: offer.feeAmount },
    ...{ fits, reasons: reasons.map(one => ({ ...one, values: { ...one.values } })), days: [...days] },
    from: fromMinute === null ? null : minuteText(fromMinute),
    until: fromMinute === null ? null : minuteText(fromMinute + minutes),
  }
}

export const createNeed: Handler<typeof contract.createNeed> = async (context, { body }) => {
  const { db } = context
  const { organisationId, affiliationId } = context.signedIn()
  const by = { organisationId: organisationId ?? missing(), affiliationId: affiliationId ?? missing() }
  check(body)
  const id = await insertNeed(db, by, body, await gramsOfNeed(context, body))
  await context.audit({
    action: 'sharing.need_created',
    subject: { kind: 'need', id },
    data: { kind: body.kind, title: body.title.zh },
  })
  await context.enqueue(matchNeed, { needId: id })
  return { id }
}

export const updateNeed: Handler<typeof contract.updateNeed> = async (context, { params, body }) => {
  const need = await needOf(context, params.id)
  context.require(keepNeed, need.facts)
  if (need.state !== 'open') fail('conflict', 'sharing.need_closed')
  check(body)
  const grams = await gramsOfNeed(context, body)
  if (!(await updateNeedRow(context.db, need.id, body.version, body, grams))) stale(need.version)
  await context.audit({
    action: 'sharing.need_updated',
    subject: { kind: 'need', id: need.id },
    data: { title: body.title.zh },
  })
  await context.enqueue(matchNeed, { needId: need.id })
  return { version: body.version + 1 }
}

const gramsOfNeed = async (context: Context, { title, text, words }: NeedInput) =>
  gramsOf(
    { title, text, place: words.join(' ') || null },
    await selectName(context.db, context.signedIn().organisationId ?? missing()),
  )

/** Refuses times that contradict themselves. */
function check({ from, until, fromDay, untilDay, minutes }: NeedInput): void {
  const length = minuteOf(until) - minuteOf(from)
  if (length <= 0) fail('unprocessable', 'sharing.reversed', undefined, problem('until'))
  if (minutes > length) fail('unprocessable', 'sharing.need_minutes', undefined, problem('minutes'))
  const days = (Date.parse(untilDay) - Date.parse(fromDay)) / DAY
  if (days < 0) fail('unprocessable', 'sharing.series_days', undefined, problem('untilDay'))
  if (days > MOST_SEARCH_DAYS)
    fail('unprocessable', 'sharing.series_long', { days: MOST_SEARCH_DAYS }, problem('untilDay'))
}

export const closeNeed: Handler<typeof contract.closeNeed> = async (context, { params, body }) => {
  const { db } = context
  const need = await needOf(context, params.id)
  context.require(keepNeed, need.facts)
  if (need.state !== 'open') fail('conflict', 'sharing.need_closed')
  const { outcome: state, version } = body
  const offerId = state === 'met' ? body.offerId : null
  if (offerId && !(await selectOptionalOffer(db, offerId)))
    fail('unprocessable', 'sharing.offer_unknown', undefined, problem('offerId'))
  if (!(await closeNeedRow(db, need.id, { version, state, offerId }))) stale(need.version)
  await context.audit({
    ...{ action: `sharing.need_${state}`, subject: { kind: 'need', id: need.id }, data: { offerId } },
  })
  return { version: version + 1 }
}
