import type pg from 'pg'
import { holdUntil } from '#modules/sharing/rules/booking.ts'
import { instantOf, MINUTE } from '#modules/sharing/rules/zone.ts'
import { gramsOf } from '#modules/sharing/server/text.ts'
import { askOwners } from '#modules/sharing/server/todos.ts'
import { daysAfter, mondayOf } from '#platform/contract/days.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import type { Calendar } from '../calendar.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import { insert, type Owner, offerId } from './rows.ts'
import { BOOKINGS, OFFERS, SERIES, type ToldBooking, type ToldOffer, type ToldSeries } from './told.ts'
import { NEEDS, OUTAGES } from './told-needs.ts'
import { selectDemoClass, writeDoor } from './write-door.ts'
import { writeHandout, writeNeed, writeOutage, writeSettlement } from './write-needs.ts'

const HOLD_HOURS = 336

/** Writes what members share and what was booked of it, around the present day. */
export async function writeSharing(client: pg.PoolClient, calendar: Calendar, today: string): Promise<void> {
  for (const offer of OFFERS) await writeOffer(client, offer, await actingFor(client, offer.owner), calendar)
  for (const series of SERIES) await writeSeries(client, series, today)
  for (const booking of BOOKINGS) await writeBooking(client, booking, calendar, today)
  await writeHandout(client, 'tablets', 'tablets')
  await writeSettlement(client, ['BC09', 'BC01'], today)
  for (const need of NEEDS) await writeNeed(client, need, await actingFor(client, need.by), today)
  for (const outage of OUTAGES) await writeOutage(client, outage, await actingFor(client, outage.by), today)
}

/** An organisation, with the administrator who acts for it. */
async function actingFor(client: pg.PoolClient, code: string): Promise<Owner> {
  const { rows } = await client.query<Owner>(
    `select o.id, o.kind, o.name_zh as "nameZh", o.name_en as "nameEn", a.id as "affiliationId", a.name as "byName"
    from members.organisations o join members.affiliations a on a.organisation_id = o.id
      and a.role in ('school_admin', 'company_hr', 'association_staff') and a.ends_on is null
    where o.id = $1 order by a.number, a.id limit 1`,
    [organisationId(code)],
  )
  const [found] = rows
  if (!found) throw new Error(`nobody acts for ${code}`)
  return found
}

async function writeOffer(
  client: pg.PoolClient,
  told: ToldOffer,
  owner: Owner,
  { year }: Calendar,
): Promise<void> {
  const id = offerId(told.key)
  const names = {
    title: { zh: told.title[0], en: told.title[1] },
    text: { zh: told.text[0], en: told.text[1] },
  }
  const row = {
    ...{ id, organisation_id: owner.id, kind: told.kind, state: 'published' },
    ...{ title_zh: names.title.zh, title_en: names.title.en, text_zh: names.text.zh, text_en: names.text.en },
    ...{
      place: told.place,
      capacity: told.capacity,
      units: told.units,
      rules: told.house,
      safety: told.safety,
    },
    ...{ languages: told.languages, fee_basis: told.fee[0], fee_amount: told.fee[1] },
    ...{ slot_minutes: told.slot, longest_minutes: told.longest, buffer_minutes: told.pause },
    ...{ lead_hours: told.lead, outside_percent: told.percent, at_once: told.atOnce },
    ...{ hold_hours: HOLD_HOURS, late_hours: told.late, created_at: `${year}-09-01T01:00:00Z` },
    grams: gramsOf({ ...names, place: told.place }, { zh: owner.nameZh, en: owner.nameEn }),
  }
  await insert(client, 'sharing.offers', row)
  // The two terms of the school year.
  const terms = [
    [`${year}-09-01`, `${year + 1}-01-22`],
    [`${year + 1}-02-22`, `${year + 1}-07-09`],
  ]
  for (const [weekdays, from, until] of told.open)
    for (const weekday of weekdays)
      for (const [from_date, until_date] of terms)
        await insert(client, 'sharing.windows', {
          ...{
            id: demoId(`window ${told.key} ${weekday} ${from_date}`),
            offer_id: id,
            weekday,
            from_date,
            until_date,
          },
          ...{ from_minute: from * 60, until_minute: until * 60 },
        })
  for (let day = 1; day <= 7; day += 1)
    await insert(client, 'sharing.exceptions', { offer_id: id, day: `${year}-10-0${day}`, works_as: null })
}

/** Only weeks that are still to come. */
async function writeSeries(
  client: pg.PoolClient,
  { key, offer, taker, weeks, weekday, hours }: ToldSeries,
  today: string,
): Promise<void> {
  const by = await actingFor(client, taker)
  const days = weeks.map(week => daysAfter(mondayOf(today), week * 7 + weekday - 1))
  await insert(client, 'sharing.series', {
    ...{ id: demoId(`series ${key}`), organisation_id: by.id, affiliation_id: by.affiliationId },
    owner_ids: [organisationId(OFFERS.find(one => one.key === offer)?.owner ?? '')],
    ...{ weekdays: [weekday], from_day: days[0], until_day: days.at(-1) },
    ...{ from_minute: hours[0] * 60, until_minute: hours[1] * 60, created_at: `${today}T01:00:00Z` },
  })
}

async function writeBooking(
  client: pg.PoolClient,
  told: ToldBooking,
  { year }: Calendar,
  today: string,
): Promise<void> {
  const [week, weekday, fromHour, untilHour] = told.when === 'today' ? [0, 0, 8, 20] : told.when
  const day = told.when === 'today' ? today : daysAfter(mondayOf(today), week * 7 + weekday - 1)
  // What the present school year has not seen yet did not take place.
  if (week < 0 && day < `${year}-09-01`) return
  const [from, until] = [instantOf(day, fromHour * 60), instantOf(day, untilHour * 60)]
  const asked = daysAfter(day < today ? day : today, -10)
  const offers = told.offers.map(key => OFFERS.find(offer => offer.key === key) as ToldOffer)
  const owners = await Promise.all(offers.map(offer => actingFor(client, offer.owner)))
  const taker = await actingFor(client, told.taker)
  const id = demoId(`booking ${told.key}`)
  const hold = holdUntil(from, [HOLD_HOURS], instantOf(today, 0))
  const iso = (at: number) => new Date(at).toISOString()
  const ofClass = told.class ? await selectDemoClass(client, taker.id) : undefined
  await insert(client, 'sharing.bookings', {
    ...{ id, organisation_id: taker.id, owner_ids: [...new Set(owners.map(owner => owner.id))] },
    ...{ affiliation_id: taker.affiliationId, by_name: taker.byName, people: told.people },
    ...{ class_id: ofClass?.id ?? null, class_name: ofClass?.name ?? null },
    ...{ purpose: told.purpose, starts_at: iso(from), ends_at: iso(until), state: told.state },
    ...{ hold_until: told.state === 'requested' ? iso(hold) : null, reason: told.reason ?? null },
    series_id: told.series ? demoId(`series ${told.series}`) : null,
    ended_by: told.state === 'refused' ? owners[0]?.id : told.state === 'cancelled' ? taker.id : null,
    ...{ late: told.late ?? false, created_at: `${asked}T02:00:00Z`, changed_at: `${asked}T02:00:00Z` },
  })
  const holds = told.state === 'requested' || told.state === 'confirmed'
  for (const offer of offers)
    await insert(client, 'sharing.parts', {
      ...{
        id: demoId(`booking part ${told.key} ${offer.key}`),
        booking_id: id,
        offer_id: offerId(offer.key),
      },
      ...{ units: told.units, outside: true, pause_minutes: offer.pause },
      state: told.state === 'confirmed' || offer.atOnce ? 'agreed' : 'asked',
      during: holds ? `[${iso(from)},${iso(until + offer.pause * MINUTE)})` : null,
      ...{ fee_basis: offer.fee[0], fee_amount: offer.fee[1], attended: told.attended ?? null },
    })
  if (ofClass && told.attended !== undefined) {
    const [offer, owner] = [offers[0], owners[0]] as [ToldOffer, Owner]
    await writeDoor(client, {
      ...{ id, from, until, attended: told.attended, classId: ofClass.id },
      ...{ organisationId: taker.id, by: { affiliationId: taker.affiliationId, name: taker.byName } },
      ...{ offer, host: { zh: owner.nameZh, en: owner.nameEn } },
    })
  }
  if (told.state !== 'requested') return
  const toAsk = offers.flatMap((offer, i) => {
    const owner = owners[i]
    if (offer.atOnce || !owner) return []
    return [{ organisationId: owner.id, organisationKind: owner.kind, titleZh: offer.title[0] }]
  })
  await askOwners(kyselyOn(client), { id, from, holdUntil: hold }, toAsk)
}
