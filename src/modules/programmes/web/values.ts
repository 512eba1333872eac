import type { Tone } from '#platform/web/ui/StatusTag.tsx'
import type { State } from '../rules/vocabulary.ts'

export const STATE_TONES: Record<State, Tone> = {
  draft: 'uncertain',
  review: 'uncertain',
  approved: 'uncertain',
  in_force: 'agreed',
  closed: 'quiet',
}
