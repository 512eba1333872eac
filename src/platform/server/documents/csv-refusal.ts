import type { ARCHIVE_ERROR_CODES } from './archive-messages.ts'
import type { TableErrorData } from './table-error.ts'

/** Why the reading process refuses an archive. */
export class ArchiveRefusal extends Error {
  readonly code: (typeof ARCHIVE_ERROR_CODES)[number]
  readonly data: TableErrorData

  constructor(code: (typeof ARCHIVE_ERROR_CODES)[number], data: TableErrorData = {}) {
    super(code)
    this.code = code
    this.data = data
  }
}

/** Names come from the file: shortened, and without what no database keeps. */
export function shownName(name: string): string {
  return name
    .replace(/\p{Cc}/gu, '?')
    .slice(0, 120)
    .toWellFormed()
}
