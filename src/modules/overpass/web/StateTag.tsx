import { useTranslation } from 'react-i18next'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { ClaimRow } from '../contract.ts'

const TONES = {
  submitted: 'uncertain',
  approved: 'agreed',
  reduced: 'agreed',
  refused: 'quiet',
  withdrawn: 'quiet',
} as const

/** How a claim stands, by a word and a shape; late ones ask for something to be done. */
export function StateTag({ claim }: { claim: Pick<ClaimRow, 'state' | 'overdue'> }) {
  const { t } = useTranslation()
  if (claim.overdue) return <StatusTag tone="act">{t('overpass.overdue')}</StatusTag>
  return <StatusTag tone={TONES[claim.state]}>{t(`overpass.state.${claim.state}`)}</StatusTag>
}
