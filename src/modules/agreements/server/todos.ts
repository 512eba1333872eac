import { closeTodos } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import type { Db } from '#platform/server/database/session.ts'
import { selectOpenCommentIds } from './queries/comments.ts'
import { type StoredParty, selectParties } from './queries/parties.ts'

/** Where a party's administrators find what waits for them. */
export const deskOf = ({ organisationId, kind }: Pick<StoredParty, 'organisationId' | 'kind'>) => ({
  organisationId,
  role: administratorRoleOf(kind),
})

/** A proposed end waits for each signer by itself; `agreements.complete` closes it by the same name. */
export const endingSubject = (endingId: string, organisationId: string) => ({
  ...{ kind: 'agreement_ending', id: `${endingId} ${organisationId}` },
})

/** A settled proposal waits for nobody any more. */
export async function closeEnding(db: Db, ending: { id: string; versionId: string }): Promise<void> {
  for (const { organisationId } of await selectParties(db, ending.versionId))
    await closeTodos(db, { subject: endingSubject(ending.id, organisationId) })
}

/** Comments on a text that is signed or given up are answered no more. */
export async function closeComments(db: Db, versionId: string): Promise<void> {
  for (const id of await selectOpenCommentIds(db, versionId))
    await closeTodos(db, { subject: { kind: 'agreement_comment', id } })
}
