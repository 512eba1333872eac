import type pg from 'pg'
import { putTodo } from '#modules/information/server/index.ts'
import { instantOf } from '#modules/sharing/rules/zone.ts'
import { replaceLines, selectUses } from '#modules/sharing/server/queries/settlements.ts'
import { gramsOf } from '#modules/sharing/server/text.ts'
import { askToLook, needOnDesk } from '#modules/sharing/server/todos.ts'
import { daysAfter } from '#platform/contract/days.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import { insert, type Owner, offerId } from './rows.ts'
import { OFFERS } from './told.ts'
import type { ToldNeed, ToldOutage } from './told-needs.ts'

const offerOf = (key: string) => OFFERS.find(offer => offer.key === key) as (typeof OFFERS)[number]

/** What a member looks for, from today on for a term, with what meets it. */
export async function writeNeed(
  client: pg.PoolClient,
  told: ToldNeed,
  by: Owner,
  today: string,
): Promise<void> {
  const id = demoId(`need ${told.key}`)
  const [title, text] = [told.title, told.text].map(([zh, en]) => ({ zh, en: en || null })) as [
    { zh: string; en: string | null },
    { zh: string; en: string | null },
  ]
  await insert(client, 'sharing.needs', {
    ...{ id, organisation_id: by.id, affiliation_id: by.affiliationId, kind: told.kind },
    ...{ title_zh: title.zh, title_en: title.en, text_zh: text.zh, text_en: text.en, words: told.words },
    ...{ people: told.people, units: 1, languages: ['zh'], pays: told.pays, most_km: told.km },
    ...{ weekdays: told.weekdays, from_day: daysAfter(today, 7), until_day: daysAfter(today, 97) },
    ...{ from_minute: told.from * 60, until_minute: told.until * 60, minutes: told.minutes },
    ...{ state: told.met ? 'met' : 'open', met_offer_id: told.met ? offerId(told.met) : null },
    closed_at: told.met ? `${daysAfter(today, -2)}T06:00:00Z` : null,
    created_at: `${daysAfter(today, -5)}T02:00:00Z`,
    grams: gramsOf({ title, text, place: told.words.join(' ') }, { zh: by.nameZh, en: by.nameEn }),
  })
  if (!told.answer) return
  const [key, note] = told.answer
  const offer = offerOf(key)
  const owner = organisationId(offer.owner)
  await insert(client, 'sharing.matches', { need_id: id, offer_id: offerId(key) })
  await insert(client, 'sharing.answers', {
    ...{
      id: demoId(`answer ${told.key}`),
      need_id: id,
      offer_id: offerId(key),
      organisation_id: owner,
      note,
    },
    created_at: `${daysAfter(today, -4)}T02:00:00Z`,
  })
  await putTodo(kyselyOn(client), {
    ...{ desk: { affiliationId: by.affiliationId }, kind: 'sharing.need_found' },
    data: { title: title.zh, offer: offer.title[0], organisation: by.nameZh },
    ...{ path: `/sharing/needs/${id}`, subject: needOnDesk(id) },
  })
}

/** A fault or maintenance. */
export async function writeOutage(
  client: pg.PoolClient,
  told: ToldOutage,
  by: Owner,
  today: string,
): Promise<void> {
  const id = demoId(`outage ${told.key}`)
  const offer = offerOf(told.offer)
  const at = (days: number) => new Date(instantOf(daysAfter(today, days), 8 * 60)).toISOString()
  const [from, until] = told.days
  const ended = told.state === 'ended' && until !== null
  await insert(client, 'sharing.outages', {
    ...{ id, offer_id: offerId(told.offer), organisation_id: organisationId(offer.owner), kind: told.kind },
    ...{ state: told.state, words: told.words, units: told.units, starts_at: at(from) },
    ...{ ends_at: until === null ? null : at(until), by_organisation_id: by.id },
    ...{ affiliation_id: by.affiliationId, note: told.note ?? null, ended_at: ended ? at(until) : null },
    created_at: at(Math.min(from, -1)),
  })
  if (told.state !== 'reported') return
  const { rows } = await client.query(
    'select id, kind as "organisationKind" from members.organisations where id = $1',
    [organisationId(offer.owner)],
  )
  const [owner] = rows
  await askToLook(
    kyselyOn(client),
    {
      ...{ id: offerId(told.offer), titleZh: offer.title[0] },
      ...{ organisationId: owner.id, organisationKind: owner.organisationKind },
    },
    id,
  )
}

/** Equipment of a booking that is over: handed out, and how it came back. */
export async function writeHandout(client: pg.PoolClient, booking: string, offer: string): Promise<void> {
  await client.query(
    `insert into sharing.handouts (part_id, booking_id, out_at, out_note, back_at, back_units, back_state, back_note)
      select p.id, b.id, b.starts_at, '二十台中的八台，笔尖齐全', b.ends_at, p.units, 'worn', '两台笔尖磨损，已更换。'
      from sharing.parts p join sharing.bookings b on b.id = p.booking_id where b.id = $1 and p.offer_id = $2`,
    [demoId(`booking ${booking}`), offerId(offer)],
  )
}

/** What the demo's school and the college have settled for the weeks that are over, confirmed by the college. */
export async function writeSettlement(
  client: pg.PoolClient,
  sides: readonly [drawn: string, other: string],
  today: string,
): Promise<void> {
  const [own, other] = sides.map(organisationId) as [string, string]
  const [one, two] = own < other ? [own, other] : [other, own]
  const id = demoId('settlement')
  const [from, until] = [daysAfter(today, -60), daysAfter(today, -15)]
  const at = `${daysAfter(today, -3)}T02:00:00Z`
  await insert(client, 'sharing.settlements', {
    ...{ id, one_id: one, other_id: two, from_day: from, until_day: until, drawn_by: own, point_fen: 100 },
    ...{ one_confirmed_at: one === own ? at : null, other_confirmed_at: one === own ? null : at },
    created_at: at,
  })
  const db = kyselyOn(client)
  await replaceLines(db, id, await selectUses(db, own, { from, until }, other))
}
