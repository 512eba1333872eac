import { today } from '#platform/contract/days.ts'
import { failer } from '#platform/contract/errors.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { zh as cycle } from '../messages.cycle.zh.ts'
import type { zh as guardians } from '../messages.guardians.zh.ts'
import type { zh as network } from '../messages.network.zh.ts'
import type { zh as organs } from '../messages.organs.zh.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<typeof zh & typeof cycle & typeof organs & typeof guardians & typeof network>()

/** Two columns as one bilingual value; null where the Chinese one is empty. */
export function bilingual(zh: string | null, en: string | null): Bilingual | null {
  return zh === null ? null : { zh, en }
}

/** Whether something that began may end on this day: not before it began, not later than today. */
export function checkEnd(startsOn: string, endsOn: string, field = 'endsOn'): void {
  if (endsOn < startsOn)
    fail('unprocessable', 'members.end_before_start', { startsOn }, [
      { path: `body.${field}`, code: 'invalid' },
    ])
  if (endsOn > today())
    fail('unprocessable', 'members.end_in_future', undefined, [{ path: `body.${field}`, code: 'invalid' }])
}
