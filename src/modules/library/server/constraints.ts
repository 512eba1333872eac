import type { CodeOf } from '#platform/contract/errors.ts'
import { translateConstraint } from '#platform/server/database/violations.ts'
import type { zh } from '../messages.zh.ts'

const TRANSLATIONS: Record<string, CodeOf<typeof zh>> = {
  items_licence_known: 'library.licence_unknown',
  library_one_open: 'library.version_open',
  library_fixed: 'library.version_fixed',
  files_name_once: 'library.name_taken',
  requests_one_open: 'library.asked_already',
}

/** What breaking each constraint of the module's tables means in words. */
for (const [constraint, code] of Object.entries(TRANSLATIONS))
  translateConstraint(constraint, 'conflict', code)
