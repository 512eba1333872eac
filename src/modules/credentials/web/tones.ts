import type { Tone } from '#platform/web/ui/StatusTag.tsx'
import type { Batch, IssuedRow, ShownVerdict } from '../contract.ts'

export const STATE_TONES: Record<IssuedRow['state'], Tone> = {
  prepared: 'uncertain',
  in_force: 'agreed',
  suspended: 'uncertain',
  revoked: 'act',
  expired: 'quiet',
}
export const BATCH_TONES: Record<Batch['state'], Tone> = {
  signing: 'uncertain',
  waiting: 'uncertain',
  delivered: 'agreed',
  withdrawn: 'quiet',
}
export const OUTCOME_TONES: Record<ShownVerdict['outcome'], Tone> = {
  valid: 'agreed',
  invalid: 'act',
  uncertain: 'uncertain',
}
