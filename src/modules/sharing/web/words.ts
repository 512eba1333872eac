import { useTranslation } from 'react-i18next'
import { dayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import type { Tone } from '#platform/web/ui/StatusTag.tsx'
import type { FeeBasis, NeedState, OfferState, SettlementState, Status } from '../rules/vocabulary.ts'
import { clockOf } from '../rules/zone.ts'

export const STATUS_TONES: Record<Status, Tone> = {
  requested: 'uncertain',
  confirmed: 'agreed',
  waiting: 'uncertain',
  refused: 'act',
  withdrawn: 'quiet',
  cancelled: 'quiet',
  expired: 'quiet',
  done: 'agreed',
}
export const STATE_TONES: Record<OfferState, Tone> = {
  draft: 'uncertain',
  published: 'agreed',
  withdrawn: 'quiet',
}
export const NEED_TONES: Record<NeedState, Tone> = {
  open: 'uncertain',
  met: 'agreed',
  withdrawn: 'quiet',
  over: 'quiet',
}
export const SETTLEMENT_TONES: Record<SettlementState, Tone> = {
  open: 'uncertain',
  disputed: 'act',
  confirmed: 'agreed',
}
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** How many rows a value of a facet would leave; undefined until it is known. */
export const counted = (
  counts: readonly { value: string; count: number }[] | undefined,
  value: string,
): number | undefined => counts && (counts.find(one => one.value === value)?.count ?? 0)

/** How times, fees and lengths are said in the reader's language. */
export function useWords() {
  const { t } = useTranslation()
  const { language, number, day } = useFormat()
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const money = (fen: number) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'CNY' }).format(fen / 100)
  const points = (count: number) => t('sharing.points', { count, number: number(count) })
  // 2026-11-30 was a Monday.
  const weekday = (of: number) => weekdays.format(new Date(Date.UTC(2026, 10, 29 + of)))
  return {
    money,
    points,
    weekday,
    /** "Tue 13:00–17:00, 2 Sept to 20 Jan". */
    every: (of: {
      weekdays: readonly number[]
      from: string
      until: string
      fromDay: string
      untilDay: string
    }) =>
      `${of.weekdays.map(weekday).join(t('sharing.comma'))} ${of.from}–${of.until}${t('sharing.comma')}${t('sharing.days', { from: day(of.fromDay, 'short'), until: day(of.untilDay, 'short') })}`,
    date: (of: string) => dates.format(new Date(`${of}T00:00:00Z`)),
    fee: ({ feeBasis, feeAmount }: { feeBasis: FeeBasis; feeAmount: number }) => {
      if (feeBasis === 'free') return t('sharing.fee.free')
      const amount = feeBasis === 'hour' ? money(feeAmount) : points(feeAmount)
      return t('sharing.fee.an_hour', { amount })
    },
    span: ({ from, until }: { from: string; until: string }) =>
      `${clockOf(Date.parse(from))}–${clockOf(Date.parse(until))}`,
    time: ({ from, until }: { from: string; until: string }) =>
      `${day(dayOf(from))} ${clockOf(Date.parse(from))}–${clockOf(Date.parse(until))}`,
    /** Hours with at most one decimal. */
    hours: (count: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(count),
  }
}
