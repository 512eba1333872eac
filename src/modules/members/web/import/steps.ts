import type { ImportState } from '../../contract.ts'

export const STEPS = ['file', 'columns', 'preview', 'result'] as const

/** The step at which an import stands. */
export function stepOf(state: ImportState): number {
  if (state === 'uploaded' || state === 'mapping') return 1
  return state === 'done' || state === 'cancelled' ? 3 : 2
}
