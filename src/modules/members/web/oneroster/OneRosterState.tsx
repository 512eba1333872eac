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

export function OneRosterState({ state, broken = false }: { state: State; broken?: boolean }) {
  const { t } = useTranslation()
  if (broken && state === 'ready')
    return <StatusTag tone="act">{t('members.oneroster.state.broken')}</StatusTag>
  return <StatusTag tone={TONES[state]}>{t(`members.oneroster.state.${state}`)}</StatusTag>
}
