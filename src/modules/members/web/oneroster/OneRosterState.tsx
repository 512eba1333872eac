import { useTranslation } from 'react-i18next'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import type { OneRosterImport } from '../../contract.ts'

type State = OneRosterImport['state']
const TONES: Record<State, Tone> = {
  previewing: 'uncertain',
  ready: 'uncertain',
  applying: 'uncertain',
  done: 'agreed',
  failed: 'act',
  cancelled: 'quiet',
}

export function OneRosterState({ state }: { state: State }) {
  const { t } = useTranslation()
  return <StatusTag tone={TONES[state]}>{t(`members.oneroster.state.${state}`)}</StatusTag>
}
