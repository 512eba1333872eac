import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import type { DueState } from '../../rules/dues.ts'

const TONES: Record<DueState, Tone> = {
  open: 'uncertain',
  overdue: 'act',
  paid: 'agreed',
  waived: 'quiet',
  lapsed: 'quiet',
}

export function DueTag({ state }: { state: DueState }) {
  const { t } = useTranslation()
  return <StatusTag tone={TONES[state]}>{t(`members.due.${state}`)}</StatusTag>
}

/** Amounts in yuan from integer fen. */
export function useYuan() {
  const { number } = useFormat()
  return (fen: number) => number(fen / 100)
}

const RULES = ['rule_owes', 'rule_rests', 'rule_left', 'rule_own'] as const

/** What happens to the dues of who joins, rests or leaves. */
export function DuesRules() {
  const { t } = useTranslation()
  return (
    <Sheet title={t('members.dues.rules')}>
      <ul className="plain-list">
        {RULES.map(rule => (
          <li key={rule}>{t(`members.dues.${rule}`)}</li>
        ))}
      </ul>
    </Sheet>
  )
}
