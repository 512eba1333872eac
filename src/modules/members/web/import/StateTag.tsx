import { useTranslation } from 'react-i18next'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import type { ImportState } from '../../contract.ts'

const TONES: Record<ImportState, Tone> = {
  uploaded: 'uncertain',
  mapping: 'uncertain',
  previewing: 'uncertain',
  ready: 'uncertain',
  applying: 'uncertain',
  done: 'agreed',
  failed: 'act',
  cancelled: 'quiet',
}

export function StateTag({ state }: { state: ImportState }) {
  const { t } = useTranslation()
  return <StatusTag tone={TONES[state]}>{t(`members.import.state.${state}`)}</StatusTag>
}
