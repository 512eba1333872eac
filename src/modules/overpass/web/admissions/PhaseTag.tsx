import { useTranslation } from 'react-i18next'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { Intake } from '../../contract.ts'
import type { ApplicationState } from '../../rules/admission.ts'

const PHASES = {
  soon: 'quiet',
  open: 'agreed',
  closed: 'uncertain',
  ranked: 'quiet',
  cancelled: 'quiet',
} as const
const STATES = {
  submitted: 'uncertain',
  offered: 'act',
  accepted: 'agreed',
  waiting: 'uncertain',
  unfit: 'quiet',
  enrolled: 'agreed',
  declined: 'quiet',
  lapsed: 'quiet',
  withdrawn: 'quiet',
  cancelled: 'quiet',
} as const satisfies Record<ApplicationState, string>

/** How an intake stands today. */
export function PhaseTag({ intake }: { intake: Pick<Intake, 'phase'> }) {
  const { t } = useTranslation()
  return <StatusTag tone={PHASES[intake.phase]}>{t(`overpass.intake.phase.${intake.phase}`)}</StatusTag>
}

/** How an application stands. */
export function AdmissionTag({ state }: { state: ApplicationState }) {
  const { t } = useTranslation()
  return <StatusTag tone={STATES[state]}>{t(`overpass.admission.state.${state}`)}</StatusTag>
}
