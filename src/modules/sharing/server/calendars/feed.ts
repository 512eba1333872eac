import { missing } from '#platform/contract/errors.ts'
import { type Bilingual, inLanguage, type Language } from '#platform/contract/fields.ts'
import { hashOfAddressSecret, makeAddressSecret } from '#platform/server/address-secret.ts'
import type { Context, Services } from '#platform/server/context.ts'
import { asViewer } from '#platform/server/database/session.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { ownAddress } from '#platform/server/own-address.ts'
import type * as contract from '../../contract/calendars.ts'
import {
  deleteFeed,
  type FeedEvent,
  type FeedOwner,
  replaceFeed,
  selectFeed,
  selectFeedOwner,
  selectOfferEvents,
  selectOwnEvents,
} from '../queries/feeds.ts'
import { selectOptionalOffer } from '../queries/offers.ts'
import { type CalendarEvent, writeCalendar } from './write.ts'

/** What its secrets are for. */
export const FEED = 'sharing.feed'

export const getFeed: Handler<typeof contract.getFeed> = async ({ db }, { query }) => {
  const feed = await selectFeed(db, query.offer ?? null)
  return {
    createdAt: feed?.createdAt.toISOString() ?? null,
    lastUsedAt: feed?.lastUsedAt?.toISOString() ?? null,
  }
}

export const createFeed: Handler<typeof contract.createFeed> = async (context, { body }) => {
  const { db } = context
  const { personId, affiliationId } = context.signedIn()
  if (body.offerId !== null) (await selectOptionalOffer(db, body.offerId)) ?? missing()
  const { shown, hash } = makeAddressSecret(FEED)
  await replaceFeed(db, { personId, affiliationId: affiliationId ?? missing(), offerId: body.offerId, hash })
  await note(context, 'created', body.offerId)
  return { url: ownAddress(context.config, `/api/booking-calendar/${shown}.ics`) }
}

export const revokeFeed: Handler<typeof contract.revokeFeed> = async (context, { query }) => {
  await deleteFeed(context.db, query.offer ?? null)
  await note(context, 'revoked', query.offer ?? null)
  return undefined
}

const note = (context: Context, what: string, offerId: string | null) =>
  context.audit({
    action: `sharing.feed_${what}`,
    subject: { kind: 'person', id: context.signedIn().personId },
    organisationId: null,
    data: { offer: offerId },
  })

/** The calendar of whoever the secret belongs to; whatever is wrong with it answers alike. */
export const readFeed: Handler<typeof contract.readFeed> = async (context, { params }) => {
  const token = /^([\w-]{43})\.ics$/.exec(params.token)?.[1]
  const owner =
    (token && (await selectFeedOwner(context.system, hashOfAddressSecret(FEED, token)))) || missing()
  const { name, events } = await eventsOf(context, owner)
  return {
    name: 'bookings.ics',
    mediaType: 'text/calendar; charset=utf-8',
    content: Buffer.from(
      writeCalendar(
        name,
        events.map(event => eventOf(context, event, owner)),
      ),
    ),
  }
}

/** What the owner of the secret may read now, as if they asked. */
const eventsOf = (services: Services, { viewer, offerId, language }: FeedOwner) =>
  asViewer(services.appPool, viewer, true, async transaction => {
    const { db } = transaction
    if (offerId === null)
      return { name: services.text(language, 'sharing.feed.own'), events: await selectOwnEvents(db) }
    const { titleZh, titleEn } = (await selectOptionalOffer(db, offerId)) ?? missing()
    return {
      name: inLanguage({ zh: titleZh, en: titleEn }, language),
      events: await selectOfferEvents(db, offerId),
    }
  })

function eventOf(services: Services, event: FeedEvent, owner: FeedOwner): CalendarEvent {
  const { language, offerId } = owner
  const host = new URL(ownAddress(services.config, '/')).hostname
  const say = (names: Bilingual) => inLanguage(names, language)
  const time = { from: event.from, until: event.until, stamp: event.at, location: whereOf(event, say) }
  if (event.bookingId === null)
    return {
      ...time,
      ...{ uid: `taken-${event.partId}@${host}`, summary: services.text(language, 'sharing.feed.taken') },
      ...{ sequence: 0, status: 'CONFIRMED', busy: true },
    }
  const title =
    offerId !== null && event.organisation ? say(event.organisation) : titleOf(services, event, language)
  const status = statusOf(event.state)
  const word = status === 'TENTATIVE' ? `${services.text(language, `sharing.status.${event.state}`)} · ` : ''
  return {
    ...time,
    ...{ uid: `booking-${event.bookingId}@${host}`, summary: `${word}${title}` },
    description: [
      event.purpose,
      services.text(language, 'sharing.people', { count: event.people ?? 0 }),
    ].join('\n'),
    url: ownAddress(services.config, `/bookings/${event.bookingId}`),
    sequence: (event.version ?? 1) - 1,
    ...{ status, busy: event.state === 'confirmed' || event.state === 'requested' },
  }
}

const titleOf = (services: Services, { title, offers }: FeedEvent, language: Language) => {
  const first = inLanguage(title, language)
  const more = { title: first, count: offers - 1 }
  return offers > 1 ? services.text(language, 'sharing.bookings.and_more', more) : first
}

const whereOf = ({ owner, place }: FeedEvent, say: (names: Bilingual) => string) =>
  [say(owner), place].filter(Boolean).join(' · ')

function statusOf(state: FeedEvent['state']): CalendarEvent['status'] {
  if (state === 'confirmed') return 'CONFIRMED'
  return state === 'requested' || state === 'waiting' ? 'TENTATIVE' : 'CANCELLED'
}
