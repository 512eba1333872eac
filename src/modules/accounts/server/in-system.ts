import { recordAudit } from '#platform/server/audit/record.ts'
import type { AuditFact, Context } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'

/**
 * Runs work on accounts in one transaction of the system, with its audit entries: what nobody may do as
 * themselves (claim, set a password) is done here, after the use case has decided that it is right.
 */
export function inSystem<T>(
  context: Pick<Context, 'system' | 'viewer' | 'requestId'>,
  work: (db: Db, audit: (fact: AuditFact) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { viewer, requestId } = context
  return context.system
    .transaction()
    .execute(db => work(db, fact => recordAudit(db, fact, { viewer, requestId })))
}
