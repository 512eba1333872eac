import type { Tone } from '#platform/web/ui/StatusTag.tsx'
import type { Correction, ErasureDuty, OwnTransfer } from '../../contract.ts'

export const CORRECTION_TONE: Record<Correction['state'], Tone> = {
  open: 'uncertain',
  accepted: 'agreed',
  refused: 'act',
  withdrawn: 'quiet',
}
export const DUTY_TONE: Record<ErasureDuty['state'], Tone> = {
  open: 'act',
  kept: 'uncertain',
  erased: 'quiet',
  returned: 'agreed',
}
export const TRANSFER_TONE: Record<OwnTransfer['state'], Tone> = {
  proposed: 'act',
  sent: 'uncertain',
  accepted: 'agreed',
  refused: 'act',
  declined: 'quiet',
  withdrawn: 'quiet',
  expired: 'quiet',
}
