import type { RowReader } from './values.ts'
import { isInstant } from './values.ts'

export type FileMode = 'bulk' | 'delta'

/**
 * Whether a row takes something away. By the specification `status` and `dateLastModified` stay empty in a bulk
 * file, which is the whole truth, and are both required in a delta, where status is `active` or `tobedeleted`.
 */
export function readStatus(row: RowReader, mode: FileMode): boolean {
  const status = row.raw('status')
  const modified = row.raw('dateLastModified')
  if (mode === 'bulk') {
    if (status !== '') row.problem('status', 'status_filled', status)
    if (modified !== '') row.problem('dateLastModified', 'modified_filled', modified)
    return false
  }
  if (status === '') row.problem('status', 'status_blank', '')
  else row.token('status', ['active', 'tobedeleted'])
  if (!isInstant(modified)) row.problem('dateLastModified', 'modified_blank', modified)
  return status === 'tobedeleted'
}
