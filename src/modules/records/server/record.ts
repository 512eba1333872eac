import { z } from 'zod'
import { missing } from '#platform/contract/errors.ts'
import { day } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/record.ts'
import type { Learner } from '../contract/record.ts'
import { type LearnerFacts, readRecord } from '../policy.ts'
import { summarise } from '../rules/summary.ts'
import { toEntry } from './entry.ts'
import { type Scope, selectEntries, selectEvidence, selectFigures, selectLevels } from './queries/entries.ts'
import { type LearnerRow, selectOwnLearners, selectSpan } from './queries/learners.ts'

const KEY = z.tuple([day, z.uuid()])
/** The scale of a competency that no framework knows. */
const LEVELS = 5

const shown = ({ personId: _, child: __, ...learner }: LearnerRow): Learner => learner

export const factsOf = (learner: LearnerRow, viewerId: string): LearnerFacts => ({
  organisationId: learner.organisation.id,
  personId: learner.personId,
  guardianIds: learner.child ? [viewerId] : [],
})

/** A record and whose it is: the learner's own spans every school, anybody else's reading the one they asked for. */
export async function openRecord(
  context: Context,
  id: string,
): Promise<{ learner: LearnerRow; spans: LearnerRow[]; scope: Scope; facts: LearnerFacts }> {
  const viewer = context.signedIn()
  const found = await selectSpan(context, id)
  const learner = found.find(one => one.id === id) ?? missing()
  const facts = factsOf(learner, viewer.personId)
  context.require(readRecord, facts)
  const isSelf = learner.personId === viewer.personId
  const spans = isSelf ? found.filter(one => one.personId === viewer.personId) : [learner]
  if (!isSelf) context.noteReading(learner.organisation.id, [learner.id])
  const organisationIds = [...new Set(spans.map(one => one.organisation.id))]
  return { learner, spans, scope: { organisationIds, learnerIds: spans.map(one => one.id) }, facts }
}

export const listMine: Handler<typeof contract.listMine> = async context => {
  const all = await selectOwnLearners(context.db)
  return {
    own: all.filter(one => !one.child).map(shown),
    children: all.filter(one => one.child).map(shown),
  }
}

export const getRecord: Handler<typeof contract.getRecord> = async (context, { params }) => {
  const { learner, spans, scope, facts } = await openRecord(context, params.id)
  const { competencies, ...figures } = summarise(await selectFigures(context, scope))
  const levels = await selectLevels(
    context,
    competencies.flatMap(({ id }) => id ?? []),
  )
  const viewerId = context.signedIn().personId
  return {
    learner: shown(learner),
    spans: spans.map(shown),
    reader: learner.personId === viewerId ? 'learner' : learner.child ? 'guardian' : 'school',
    subject: { ...facts, guardianIds: [...facts.guardianIds] },
    figures: {
      ...figures,
      competencies: competencies
        .slice(0, 100)
        .map(one => ({ ...one, levels: Math.max(levels.get(one.id ?? '') ?? LEVELS, one.level) })),
    },
  }
}

export const erasedTitle = ({ text }: Pick<Context, 'text'>) => ({
  zh: text('zh', 'records.erased'),
  en: text('en', 'records.erased'),
})

export const listEntries: Handler<typeof contract.listEntries> = async (context, { params, query }) => {
  const { scope } = await openRecord(context, params.id)
  const { limit, kind } = query
  const found = await selectEntries(context, scope, {
    ...{ after: readKey(query.after, KEY), limit: limit + 1, kind },
  })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => toEntry(row, erasedTitle(context))),
    next: found.length > limit && last ? writeKey([last.held_on, last.id]) : null,
  }
}

/** A record's files are found through the entries that name them: a hash alone opens nothing. */
export const getEvidence: Handler<typeof contract.getEvidence> = async (context, { params }) => {
  const { scope } = await openRecord(context, params.id)
  const named = (await selectEvidence(context, scope, params.sha256)) ?? missing()
  return fileAnswer(context, named)
}

const INLINE = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

/** Images stand in the page; everything else is saved. */
export async function fileAnswer(
  context: Pick<Context, 'files'>,
  { name, mediaType, sha256 }: { name: string; mediaType: string; sha256: string },
) {
  return { name, mediaType, content: await context.files.read(sha256), inline: INLINE.includes(mediaType) }
}
