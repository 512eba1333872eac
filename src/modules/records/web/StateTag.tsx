import { useTranslation } from 'react-i18next'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import type { State } from '../rules/vocabulary.ts'

const TONES: Record<State, Tone> = {
  confirmed: 'agreed',
  pending: 'uncertain',
  refused: 'act',
  withdrawn: 'quiet',
  revoked: 'act',
}

/** How an outcome stands; contested comes first, since it asks for something. */
export function StateTag({ state, disputed }: { state: State; disputed: boolean }) {
  const { t } = useTranslation()
  if (disputed) return <StatusTag tone="uncertain">{t('records.disputed')}</StatusTag>
  return <StatusTag tone={TONES[state]}>{t(`records.state.${state}`)}</StatusTag>
}
