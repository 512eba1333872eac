import { useTranslation } from 'react-i18next'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { WayToGoal } from '../../contract/planner.ts'

const TONES = { binding: 'agreed', open: 'uncertain', indicative: 'quiet' } as const

/** Binding and indicative differ in word, shape and colour wherever they stand. */
export function CertaintyTag({ certainty }: { certainty: WayToGoal['figures']['certainty'] }) {
  const { t } = useTranslation()
  return <StatusTag tone={TONES[certainty]}>{t(`overpass.plan.certainty.${certainty}`)}</StatusTag>
}
