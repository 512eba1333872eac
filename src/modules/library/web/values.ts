import type { Tone } from '#platform/web/ui/StatusTag.tsx'
import type { RequestState, Status } from '../rules/vocabulary.ts'

export const STATUS_TONES: Record<Status, Tone> = {
  draft: 'quiet',
  waiting: 'uncertain',
  offered: 'agreed',
  expired: 'quiet',
  recalled: 'act',
  trashed: 'quiet',
}

export const REQUEST_TONES: Record<RequestState, Tone> = {
  asked: 'uncertain',
  granted: 'agreed',
  refused: 'act',
  withdrawn: 'quiet',
}
