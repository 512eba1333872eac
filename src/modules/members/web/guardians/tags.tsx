import { useTranslation } from 'react-i18next'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import type { ConsentState } from '../../rules/consents.ts'
import type { ChildStanding, GuardianshipStanding } from '../../rules/guardians.ts'

const CONSENT_TONES: Record<ConsentState, Tone> = {
  given: 'agreed',
  waiting: 'uncertain',
  nobody: 'act',
  disagreed: 'act',
  refused: 'act',
  withdrawn: 'act',
  lapsed: 'quiet',
  left: 'quiet',
  closed: 'quiet',
}
export function ConsentTag({ state }: { state: ConsentState }) {
  const { t } = useTranslation()
  return <StatusTag tone={CONSENT_TONES[state]}>{t(`members.consent.state.${state}`)}</StatusTag>
}

const GUARDIAN_TONES: Record<GuardianshipStanding, Tone> = {
  proposed: 'uncertain',
  open: 'agreed',
  refused: 'act',
  barred: 'act',
  ended: 'quiet',
  of_age: 'quiet',
  left: 'quiet',
}
export function GuardianTag({ standing }: { standing: GuardianshipStanding }) {
  const { t } = useTranslation()
  return <StatusTag tone={GUARDIAN_TONES[standing]}>{t(`members.guardian.standing.${standing}`)}</StatusTag>
}

const CHILD_TONES: Record<ChildStanding, Tone> = {
  proposed: 'act',
  open: 'agreed',
  refused: 'quiet',
  closed: 'quiet',
  of_age: 'quiet',
  left: 'quiet',
  unknown: 'uncertain',
}
export function ChildTag({ standing }: { standing: ChildStanding }) {
  const { t } = useTranslation()
  return <StatusTag tone={CHILD_TONES[standing]}>{t(`members.child.standing.${standing}`)}</StatusTag>
}
