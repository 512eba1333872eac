import { fileURLToPath } from 'node:url'
import {
  ARCHIVE_LIMITS,
  type ArchiveLimits,
  type ArchiveMessage,
  type ArchiveTask,
} from './archive-messages.ts'
import type { TableErrorData } from './table-error.ts'
import { type ReadingProgram, readingMessages } from './table-process.ts'

/** An archive that cannot be read, for a reason its owner can understand: `archive.*` or `table.*`. */
export class ArchiveError extends Error {
  readonly code: string
  readonly data: TableErrorData

  constructor(code: string, data: TableErrorData = {}) {
    super(code)
    this.name = 'ArchiveError'
    this.code = code
    this.data = data
  }
}

const PROGRAM: ReadingProgram = {
  path: fileURLToPath(new URL('./read-archive-child.ts', import.meta.url)),
  refusal: (code, data) => new ArchiveError(code, data),
}

export type ArchiveOptions = {
  /** All names that may stand in the archive; others are only listed. */
  known: readonly string[]
  /** Names to be read, in this order. One that is not there refuses the archive. */
  read: readonly string[]
  sampleRows?: number
  limits?: Partial<ArchiveLimits>
  signal?: AbortSignal
}

/**
 * Reads CSV files (RFC 4180, UTF-8 with or without mark) out of a zip that a stranger made, in a process that
 * may open nothing else. First the names of all entries, then each file's name followed by its rows, the header
 * as row 1; blank rows are left out. Throws ArchiveError; what was yielded before it counts for nothing.
 */
export function readArchive(
  path: string,
  { known, read, sampleRows, limits, signal }: ArchiveOptions,
): AsyncGenerator<ArchiveMessage, void, undefined> {
  const task: ArchiveTask = {
    ...{ known: [...known], read: [...read], sampleRows },
    limits: { ...ARCHIVE_LIMITS, ...limits },
  }
  return readingMessages<ArchiveMessage>(PROGRAM, path, task, signal)
}
