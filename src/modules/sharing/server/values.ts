import { failer } from '#platform/contract/errors.ts'
import type { zh as calendars } from '../messages.calendars.zh.ts'
import type { zh as door } from '../messages.door.zh.ts'
import type { zh as find } from '../messages.find.zh.ts'
import type { zh as needs } from '../messages.needs.zh.ts'
import type { zh as outages } from '../messages.outages.zh.ts'
import type { zh as series } from '../messages.series.zh.ts'
import type { zh as settlement } from '../messages.settlement.zh.ts'
import type { zh } from '../messages.zh.ts'

export const fail = failer<
  typeof zh &
    typeof calendars &
    typeof door &
    typeof find &
    typeof needs &
    typeof outages &
    typeof series &
    typeof settlement
>()
