import { useTranslation } from 'react-i18next'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import type { MembershipState as State } from '../rules/memberships.ts'

const TONES: Record<State, Tone> = {
  member: 'agreed',
  suspended: 'act',
  left: 'quiet',
  lapsed: 'quiet',
  ended: 'quiet',
}

export function MembershipState({ state }: { state: State }) {
  const { t } = useTranslation()
  return <StatusTag tone={TONES[state]}>{t(`members.membership.state.${state}`)}</StatusTag>
}
