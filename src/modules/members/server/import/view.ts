import type { ImportRow, OneImport } from '../../contract/import.ts'
import { type RosterRole, rosterRolesOf } from '../../rules/roster/roles.ts'
import type { ImportRecord } from './records.ts'

/** An import as lists show it. */
export function rowView(roster: ImportRecord): ImportRow {
  return {
    id: roster.id,
    fileName: roster.fileName,
    state: roster.state,
    role: roster.settings.role,
    counts: roster.counts,
    by: roster.by,
    createdAt: new Date(roster.createdAt).toISOString(),
    finishedAt: roster.finishedAt ? new Date(roster.finishedAt).toISOString() : null,
  }
}

/** An import with everything that its page needs. */
export function importView(roster: ImportRecord): OneImport {
  return {
    ...rowView(roster),
    fileSize: roster.fileSize,
    fileHash: roster.fileHash,
    source: roster.source,
    sample: roster.sample,
    settings: roster.settings,
    roles: [...rosterRolesOf(roster.kind)] as RosterRole[],
    leaveOutBad: roster.leaveOutBad,
    error: roster.error ? { code: roster.error, data: roster.errorData } : null,
    taskId: roster.state === 'previewing' || roster.state === 'applying' ? roster.taskId : null,
  }
}
