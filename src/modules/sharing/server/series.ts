import { signatureOf } from '#modules/members/server/index.ts'
import { missing } from '#platform/contract/errors.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/series.ts'
import { holdUntil } from '../rules/booking.ts'
import { type Pattern, type PlannedDate, planSeries as plan } from '../rules/series.ts'
import { MOST_DATES, MOST_SERIES_DAYS } from '../rules/vocabulary.ts'
import { DAY, instantOf, minuteOf } from '../rules/zone.ts'
import { type AskedPiece, checkPeople, classOf, offersOf, partOf, piecesOf, problem, toAsk } from './asked.ts'
import { holdInTurn } from './line.ts'
import { checkNeed } from './need-answers.ts'
import { confirmIfAgreed, insertBooking } from './queries/bookings.ts'
import { insertSeries } from './queries/series.ts'
import { selectTaken } from './queries/taken.ts'
import { askOwnersOfSeries } from './todos.ts'
import { fail } from './values.ts'

type Times = { weekdays: readonly number[]; fromDay: string; untilDay: string; from: string; until: string }

function patternOf({ weekdays, fromDay, untilDay, from, until }: Times, at: 'body' | 'query'): Pattern {
  const wrong = (path: string) => [{ path: `${at}.${path}`, code: 'invalid' }]
  const [fromMinute, untilMinute] = [minuteOf(from), minuteOf(until)]
  if (untilMinute <= fromMinute) fail('unprocessable', 'sharing.reversed', undefined, wrong('until'))
  const days = (Date.parse(untilDay) - Date.parse(fromDay)) / DAY
  if (days < 0) fail('unprocessable', 'sharing.series_days', undefined, wrong('untilDay'))
  if (days > MOST_SERIES_DAYS)
    fail('unprocessable', 'sharing.series_long', { days: MOST_SERIES_DAYS }, wrong('untilDay'))
  return { weekdays: [...new Set(weekdays)].sort(), fromDay, untilDay, fromMinute, untilMinute }
}

/** The set as it is asked for, with all that is taken of it around the pattern's days. */
async function piecesFor(
  context: Context,
  asked: readonly { offerId: string; units: number }[],
  pattern: Pattern,
  hold: boolean,
): Promise<AskedPiece[]> {
  const taker = context.signedIn().organisationId ?? missing()
  const offers = await offersOf(context, asked, taker)
  const ids = offers.map(({ id }) => id)
  // From here on nobody else books or answers for these offers until this is done.
  if (hold) await holdInTurn(context, ids)
  const span = {
    from: instantOf(pattern.fromDay, 0) - 8 * DAY,
    until: instantOf(pattern.untilDay, 0) + 9 * DAY,
  }
  return piecesOf(asked, offers, await selectTaken(context.db, ids, span), taker)
}

const planned = (pieces: readonly AskedPiece[], pattern: Pattern, without: ReadonlySet<string>) =>
  plan(
    pieces.map(({ offer, ...piece }) => ({ ...piece, rules: offer })),
    pattern,
    { without, now: Date.now() },
  )

export const planSeries: Handler<typeof contract.planSeries> = async (context, { params, query }) => {
  const pattern = patternOf({ ...query, weekdays: query.weekdays.split(',').map(Number) }, 'query')
  const others = query.with?.split(',').map(one => {
    const [offerId = '', units = ''] = one.split('*')
    return { offerId, units: Math.max(1, Number(units)) }
  })
  const asked = [{ offerId: params.id, units: query.units }, ...(others ?? [])]
  const pieces = await piecesFor(context, asked, pattern, false)
  const dates = planned(pieces, pattern, new Set(query.without?.split(',')))
  return {
    dates: dates.map(date => dateOf(date, pieces)),
    offers: pieces.map(({ offer }) => ({
      id: offer.id,
      title: { zh: offer.titleZh, en: offer.titleEn },
      owner: { zh: offer.nameZh, en: offer.nameEn },
    })),
  }
}

function dateOf({ verdict, from, until, ...date }: PlannedDate, pieces: readonly AskedPiece[]) {
  const span = { from: new Date(from).toISOString(), until: new Date(until).toISOString() }
  const worksAs = verdict.state === 'moved_away' ? verdict.worksAs : null
  const told = { ...date, ...span, state: verdict.state, worksAs }
  if (verdict.state !== 'refused') return { ...told, refusal: null }
  const { code, ...values } = verdict.refusal
  const { titleZh, titleEn } = (pieces[verdict.piece] as AskedPiece).offer
  return { ...told, refusal: { code, offer: { zh: titleZh, en: titleEn }, values } }
}

export const bookSeries: Handler<typeof contract.bookSeries> = async (context, { params, body }) => {
  const { db } = context
  const { organisationId, affiliationId } = context.signedIn()
  const taker = organisationId ?? missing()
  const pattern = patternOf(body, 'body')
  const pieces = await piecesFor(
    context,
    [{ offerId: params.id, units: body.units }, ...body.with],
    pattern,
    true,
  )
  const offers = pieces.map(({ offer }) => offer)
  checkPeople(offers, body.people)
  const className = body.classId && (await classOf(context, body.classId))
  await checkNeed(context, body.needId)
  const dates = chosenOf(context, pieces, pattern, body.days)
  const by = await signatureOf(context)
  const owners = [...new Set(offers.map(offer => offer.organisationId))]
  const own = { organisationId: taker, ownerIds: owners, affiliationId: affiliationId ?? missing() }
  const id = await insertSeries(db, { ...pattern, ...own })
  const asked = toAsk(pieces)
  const now = Date.now()
  const holds = dates.map(({ from }) =>
    holdUntil(
      from,
      offers.map(({ holdHours }) => holdHours),
      now,
    ),
  )
  for (const [i, { from, until }] of dates.entries()) {
    const booking = await insertBooking(
      db,
      {
        ...{ ...own, byName: by.name, classId: body.classId, className, people: body.people },
        ...{ purpose: body.purpose, from, until, holdUntil: holds[i] ?? from, seriesId: id },
        needId: body.needId,
      },
      pieces.map(piece => partOf(piece, until)),
    )
    if (asked.length === 0) await confirmIfAgreed(db, booking)
  }
  await context.audit({
    action: 'sharing.series_booked',
    subject: { kind: 'series', id },
    data: {
      offers: offers.map(offer => offer.id),
      dates: dates.map(({ day }) => day),
      from: body.from,
      until: body.until,
    },
  })
  const first = dates[0]?.from ?? now
  const held = { id, from: first, dates: dates.length, holdUntil: Math.min(...holds) }
  await askOwnersOfSeries(db, held, asked)
  return { id, dates: dates.length, confirmed: asked.length === 0 }
}

/** The chosen dates, each of which can be had with all the others; else the first that cannot, by its rule. */
function chosenOf(
  context: Context,
  pieces: readonly AskedPiece[],
  pattern: Pattern,
  days: readonly string[],
): PlannedDate[] {
  const wanted = new Set(days)
  if (wanted.size > MOST_DATES)
    fail('unprocessable', 'sharing.series_many', { dates: MOST_DATES }, problem('days'))
  const listed = planned(pieces, pattern, new Set()).map(({ day }) => day)
  const dates = planned(pieces, pattern, new Set(listed.filter(day => !wanted.has(day)))).filter(({ day }) =>
    wanted.has(day),
  )
  if (dates.length < wanted.size)
    fail('unprocessable', 'sharing.series_foreign_day', undefined, problem('days'))
  const refused = dates.filter(({ verdict }) => verdict.state !== 'free')
  const [first] = refused
  if (!first) return dates
  const data = {
    day: first.day,
    count: refused.length,
    all: dates.length,
    why: whyNot(context, first, pieces),
  }
  return fail('conflict', 'sharing.series_refused', data)
}

function whyNot(context: Context, date: PlannedDate, pieces: readonly AskedPiece[]): string {
  const { state, refusal } = dateOf(date, pieces)
  if (!refusal) return context.text(context.language, `sharing.series.not.${state}`)
  const offer = inLanguage(refusal.offer, context.language)
  const key = refusal.code === 'taken' ? 'sharing.series.taken' : `error.sharing.refused.${refusal.code}`
  return context.text(context.language, key, { ...refusal.values, offer })
}
