import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { SessionAnswer } from '../contract.ts'
import { act } from '../policy.ts'
import {
  selectAffiliations,
  selectNotices,
  selectPerson,
  updateLanguage,
  updateNoticesSeen,
} from './queries/people.ts'
import { updateActing } from './queries/sessions.ts'
import { sessionCache } from './session-cache.ts'

const nobody = { viewer: null, person: null, affiliations: [], notices: [] }

/** Who is asking, and as whom they can act. */
export async function readOwnSession(context: Context): Promise<SessionAnswer> {
  const { viewer, system, config } = context
  if (!viewer) return { demo: config.demo, ...nobody }
  const [person, affiliations, notices] = await Promise.all([
    selectPerson(system, viewer.personId),
    selectAffiliations(system, viewer.personId),
    selectNotices(system, viewer.personId),
  ])
  return { demo: config.demo, viewer: { ...viewer, scopes: undefined }, person, affiliations, notices }
}

/** Acts in another of the viewer's own, active affiliations; any other answers as if it did not exist. */
export async function switchActing(
  context: Context,
  { body }: { body: { affiliationId: string } },
): Promise<SessionAnswer> {
  const { personId } = context.signedIn()
  const own = await selectAffiliations(context.system, personId)
  const chosen = own.find(affiliation => affiliation.id === body.affiliationId)
  context.require(act, { personId: chosen ? personId : null })
  if (!chosen || !context.sessionId) throw new Failure('missing', 'missing')
  await updateActing(context.system, {
    sessionId: context.sessionId,
    personId,
    affiliationId: chosen.id,
  })
  // The word reaches the other processes by itself; the next request to this one must not overtake it.
  sessionCache(context.live).forgetPerson(personId)
  await context.audit({
    action: 'accounts.acting_switched',
    subject: { kind: 'affiliation', id: chosen.id },
    organisationId: chosen.organisationId,
  })
  const viewer = {
    personId,
    affiliationId: chosen.id,
    role: chosen.role,
    organisationId: chosen.organisationId,
    groupId: chosen.groupId,
  }
  return readOwnSession({ ...context, viewer })
}

export async function setLanguage(
  context: Context,
  { body }: { body: { language: 'zh' | 'en' } },
): Promise<undefined> {
  await updateLanguage(context.db, context.signedIn().personId, body.language)
}

export async function seeNotices(context: Context): Promise<undefined> {
  await updateNoticesSeen(context.system, context.signedIn().personId)
}
