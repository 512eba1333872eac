import { useTranslation } from 'react-i18next'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { Verdict } from '../../rules/planner/followed.ts'

const TONES = { possible: 'agreed', needs_more: 'uncertain', gone: 'act', arrived: 'quiet' } as const

/** Whether a followed way still leads where it did. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation()
  return <StatusTag tone={TONES[verdict]}>{t(`overpass.follow.state.${verdict}`)}</StatusTag>
}
