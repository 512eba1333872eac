import type { Tone } from '#platform/web/ui/StatusTag.tsx'
import type { Status } from '../rules/vocabulary.ts'

export const STATUS_TONES: Record<Status, Tone> = {
  draft: 'quiet',
  review: 'uncertain',
  coming: 'uncertain',
  in_force: 'agreed',
  over: 'quiet',
  withdrawn: 'quiet',
}
