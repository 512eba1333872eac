import { Readable } from 'node:stream'
import type { SharingWorld } from '#modules/sharing/contract/world.ts'
import { FEED } from '#modules/sharing/server/calendars/feed.ts'
import { daysAfter, today, weekdayOf } from '#platform/contract/days.ts'
import { makeAddressSecret } from '#platform/server/address-secret.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { insert, insertRow } from './rows.ts'

type At = {
  ownId: string
  schoolId: string
  groupId: string
  readerIds: string[]
  takerId: string
  bookerId: string
  askerId: string
}
let terms = 0
type State = Parameters<SharingWorld['booking']>[0]

const at = (day: string, hour: number) =>
  new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()

/** Offers of a school, and bookings that a college made of them, made as they are asked for. */
export function prepareSharing(services: OpenServices, where: At): SharingWorld {
  const { schoolId, groupId, readerIds, takerId, bookerId, askerId, ownId } = where
  const query = (text: string, values: unknown[]) => services.systemPool.query(text, values)

  async function offer(state: Parameters<SharingWorld['offer']>[0]) {
    const id = await insert(services, 'sharing.offers', {
      ...{ organisation_id: schoolId, kind: 'room', state, title_zh: '动捕棚', title_en: 'Stage' },
      ...{ languages: ['zh'], slot_minutes: 60, longest_minutes: 240, hold_hours: 48, late_hours: 24 },
    })
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await insertRow(services, 'sharing.windows', {
        ...{ offer_id: id, weekday, from_minute: 480, until_minute: 1200, from_date: '2026-01-01' },
      })
    return { id, version: 1, facts: { organisationId: schoolId, state, readerIds, groupIds: [groupId] } }
  }

  async function booking(state: State, when: Parameters<SharingWorld['booking']>[1] = 'ahead') {
    const made = await offer('published')
    const day = daysAfter(today(), when === 'past' ? -7 : 7)
    const around = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const [from, until] = when === 'now' ? [around(-1), around(1)] : [at(day, 8), at(day, 10)]
    const ended = state === 'refused' || state === 'cancelled'
    const held = state === 'requested' || state === 'confirmed'
    const id = await insert(services, 'sharing.bookings', {
      ...{ organisation_id: takerId, owner_ids: [schoolId], affiliation_id: bookerId, by_name: '示例' },
      ...{ people: 20, purpose: '动作捕捉课', starts_at: from, ends_at: until, state },
      hold_until: state === 'requested' ? from : null,
      reason: ended ? '场地检修' : null,
    })
    const partId = await insert(services, 'sharing.parts', {
      ...{ booking_id: id, offer_id: made.id, units: 1, outside: true, fee_basis: 'free', fee_amount: 0 },
      state: state === 'confirmed' ? 'agreed' : 'asked',
    })
    if (held)
      await query('update sharing.parts set during = tstzrange($2, $3) where id = $1', [partId, from, until])
    return {
      ...{ id, partId, version: 1 },
      facts: { organisationId: takerId, affiliationId: bookerId, ownerIds: [schoolId] },
    }
  }

  const weeks = () => {
    const fromDay = daysAfter(today(), 7)
    const [from, until] = ['08:00', '10:00']
    return { fromDay, untilDay: daysAfter(fromDay, 7), weekdays: String(weekdayOf(fromDay)), from, until }
  }

  async function series(state: Parameters<SharingWorld['series']>[0]) {
    const made = await booking(state)
    const { fromDay, untilDay, weekdays } = weeks()
    const id = await insert(services, 'sharing.series', {
      ...{
        organisation_id: takerId,
        owner_ids: [schoolId],
        affiliation_id: bookerId,
        weekdays: [Number(weekdays)],
      },
      ...{ from_day: fromDay, until_day: untilDay, from_minute: 480, until_minute: 600 },
    })
    await query('update sharing.bookings set series_id = $1 where id = $2', [id, made.id])
    return { id, facts: made.facts }
  }

  async function feedToken() {
    const { shown, hash } = makeAddressSecret(FEED)
    await query(
      `insert into sharing.feeds (person_id, affiliation_id, token_hash)
        select person_id, id, $2 from members.affiliations where id = $1
        on conflict (person_id, offer_id) do update set token_hash = excluded.token_hash`,
      [askerId, hash],
    )
    return shown
  }

  async function calendar() {
    const made = await offer('published')
    const row = { offer_id: made.id, host: 'calendar.example', address_sealed: Buffer.alloc(29) }
    return { id: await insert(services, 'sharing.calendars', row), offer: made }
  }

  async function need() {
    const { fromDay, untilDay } = weeks()
    const id = await insert(services, 'sharing.needs', {
      ...{ organisation_id: takerId, affiliation_id: bookerId, kind: 'room', title_zh: '三十人的动捕棚' },
      ...{ people: 30, languages: ['zh'], weekdays: [1, 2, 3, 4, 5, 6, 7], from_day: fromDay },
      ...{ until_day: untilDay, from_minute: 480, until_minute: 720, minutes: 120 },
    })
    const answerId = await insert(services, 'sharing.answers', {
      ...{ need_id: id, offer_id: (await offer('published')).id, organisation_id: schoolId },
    })
    const readers = await query('select sharing.neighbours($1) as ids, sharing.groups($1) as groups', [
      takerId,
    ])
    const { ids: readerIds, groups: groupIds } = readers.rows[0]
    return {
      ...{ id, answerId, version: 1 },
      facts: { organisationId: takerId, affiliationId: bookerId, readerIds, groupIds },
    }
  }

  async function outage(state: 'reported' | 'open') {
    const made = await offer('published')
    const id = await insert(services, 'sharing.outages', {
      ...{ offer_id: made.id, organisation_id: schoolId, kind: 'fault', state, words: '三号摄像机没有信号' },
      ...{ starts_at: new Date().toISOString(), by_organisation_id: takerId, affiliation_id: bookerId },
      ends_at: at(daysAfter(today(), 3), 8),
    })
    const { sha256, size } = await services.files.put(Readable.from([Buffer.from('picture')]), {
      maxBytes: 100,
    })
    const file = { name: '现场.png', media_type: 'image/png' }
    const fileId = await insert(services, 'platform.files', {
      ...{ ...file, owner_organisation_id: takerId, purpose: 'sharing.outage', size },
      sha256: Buffer.from(sha256, 'hex'),
    })
    const pictureId = await insert(services, 'sharing.outage_files', {
      ...{ ...file, outage_id: id, file_id: fileId, sha256 },
    })
    return {
      ...{ id, pictureId, offer: made },
      facts: { organisationId: schoolId, affiliationId: bookerId },
    }
  }

  async function used() {
    const { partId, id } = await booking('confirmed', 'past')
    await query('update sharing.bookings set organisation_id = $2 where id = $1', [id, ownId])
    const { rows } = await query('select offer_id as id from sharing.parts where id = $1', [partId])
    return { id: rows[0].id, facts: { organisationId: schoolId, userIds: [ownId] } }
  }

  async function handout(state: 'ready' | 'out') {
    const { id, partId, facts } = await booking('confirmed', 'now')
    await query(
      `update sharing.offers set kind = 'equipment' where id in (select offer_id from sharing.parts where id = $1)`,
      [partId],
    )
    if (state === 'out') await insertRow(services, 'sharing.handouts', { part_id: partId, booking_id: id })
    return { id, partId, facts }
  }

  /** Each call has a term of its own, so that none is settled twice; the use is moved into it. */
  async function usedIn(label: string) {
    terms += 1
    const day = daysAfter(today(), terms - 400)
    const { id } = await booking('confirmed', 'past')
    await query(
      `update sharing.bookings set organisation_id = $2, starts_at = $3, ends_at = $4 where id = $1`,
      [id, label, at(day, 8), at(day, 10)],
    )
    return { day, id }
  }
  async function unsettled() {
    const mine = ownId === schoolId ? takerId : ownId
    const { day } = await usedIn(mine)
    return { other: ownId === schoolId ? takerId : schoolId, from: day, until: day }
  }
  async function settlement() {
    const { day } = await usedIn(takerId)
    const sideIds = [schoolId, takerId].sort()
    const confirmed = sideIds[0] === takerId ? 'one_confirmed_at' : 'other_confirmed_at'
    const id = await insert(services, 'sharing.settlements', {
      ...{ one_id: sideIds[0], other_id: sideIds[1], from_day: day, until_day: day, drawn_by: takerId },
      ...{ point_fen: 100, [confirmed]: new Date().toISOString() },
    })
    return { id, version: 1, facts: { sideIds } }
  }

  return {
    ...{ unsettled, settlement },
    ...{ outage, used, handout },
    need,
    async ownOffer() {
      const { id } = await offer('published')
      await query('update sharing.offers set organisation_id = $2 where id = $1', [id, ownId])
      return id
    },
    ...{ offer, booking, weeks, series, feedToken, calendar },
    async visitor() {
      const found = await query(
        `select id from members.affiliations where organisation_id = $1 and role = 'student' and ends_on is null limit 1`,
        [takerId],
      )
      return found.rows[0].id
    },
    async visit() {
      const { id } = await booking('confirmed', 'now')
      await query(
        `with moved as (update sharing.bookings b set organisation_id = a.organisation_id from members.affiliations a
            where b.id = $1 and a.id = $2 returning b.id, b.organisation_id)
          insert into sharing.visitors (booking_id, organisation_id, affiliation_id)
            select id, organisation_id, $2 from moved`,
        [id, askerId],
      )
      return id
    },
    time() {
      const day = daysAfter(today(), 7)
      return { from: at(day, 8), until: at(day, 10) }
    },
  }
}
