import { useMemo } from 'react'
import { dayOf, GROUP_ZONE } from '../contract/days.ts'
import type { Bilingual, Language } from '../contract/fields.ts'
import { inLanguage } from '../contract/fields.ts'
import { useLanguage } from './i18n.ts'

const LOCALE = { zh: 'zh-CN', en: 'en-GB' } as const

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** A calendar day (`yyyy-mm-dd`) in words: 2026年3月1日, 1 March 2026. In tables `short` keeps 2026-03-01. */
export function formatDay(day: string, language: Language, style: 'long' | 'short' = 'long'): string {
  if (style === 'short') return day.slice(0, 10)
  return new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T00:00:00Z`),
  )
}

/** An instant with day and minute, in the group's zone. */
export function formatInstant(instant: string | Date, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], {
    dateStyle: language === 'zh' ? 'long' : 'medium',
    timeStyle: 'short',
    timeZone: GROUP_ZONE,
  }).format(new Date(instant))
}

/** How far an instant or a day is from now: 3天前, in 2 days. */
export function formatDistance(instant: string | Date, language: Language, now = Date.now()): string {
  const relative = new Intl.RelativeTimeFormat(LOCALE[language], { numeric: 'auto' })
  const isDay = typeof instant === 'string' && /^\d{4}-\d\d-\d\d$/.test(instant)
  const at = new Date(isDay ? `${instant}T00:00:00+08:00` : instant).getTime()
  if (isDay) {
    const days = Math.round((at - startOfToday(now)) / 86_400_000)
    if (Math.abs(days) < 30) return relative.format(days, 'day')
  }
  const seconds = (at - now) / 1000
  for (const [unit, size] of STEPS)
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  return relative.format(0, 'minute')
}

function startOfToday(now: number): number {
  const today = dayOf(new Date(now))
  return new Date(`${today}T00:00:00+08:00`).getTime()
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language]).format(value)
}

/** Names or words one after the other, as each language sets them apart. */
export const formatList = (words: readonly string[], language: Language): string =>
  words.join(language === 'zh' ? '、' : ', ')

/** The formatters bound to the reader's language; `name` picks the text of a bilingual value. */
export function useFormat() {
  const language = useLanguage()
  return useMemo(
    () => ({
      language,
      day: (day: string, style?: 'long' | 'short') => formatDay(day, language, style),
      instant: (instant: string | Date) => formatInstant(instant, language),
      distance: (instant: string | Date) => formatDistance(instant, language),
      number: (value: number) => formatNumber(value, language),
      name: (value: Bilingual) => inLanguage(value, language),
      list: (words: readonly string[]) => formatList(words, language),
    }),
    [language],
  )
}
