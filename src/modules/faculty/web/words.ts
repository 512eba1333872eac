import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import type { Tone } from '#platform/web/ui/StatusTag.tsx'
import type { Practice } from '../contract/practice.ts'
import type { PracticeState, StayState } from '../rules/vocabulary.ts'

export const STAY_TONES: Record<StayState, Tone> = {
  asked: 'uncertain',
  corrected: 'act',
  confirmed: 'agreed',
  refused: 'act',
  withdrawn: 'quiet',
}
export const PRACTICE_TONES: Record<PracticeState, Tone> = {
  enough: 'agreed',
  short: 'uncertain',
  none: 'quiet',
}

/** How far somebody has come, in a sentence. */
export function useHeadline(): (practice: Practice) => string {
  const { t } = useTranslation()
  const { day } = useFormat()
  return ({ ledger, rules }) => {
    const { days, needed, missing, state, enoughUntil, falls } = ledger
    const years = rules.years.value
    const [first] = falls
    if (state === 'enough' && enoughUntil)
      return t('faculty.practice.enough', { days, years, day: day(enoughUntil) })
    if (first) return t('faculty.practice.short', { days, needed, missing, day: day(first.from) })
    return t('faculty.practice.none', { years })
  }
}
