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

/** Each of a list that never changes with its place in it. */
export const placed = <T extends object>(list: readonly T[]): (T & { at: number })[] =>
  list.map((one, at) => ({ ...one, at }))
