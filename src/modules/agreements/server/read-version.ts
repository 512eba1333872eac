import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { AgreementVersion } from '../contract/versions.ts'
import { editVersion, mayReadPapers, readVersion } from '../policy.ts'
import { wantsOf } from '../rules/steps.ts'
import { TEXT_CLAUSE } from '../rules/vocabulary.ts'
import { type ClauseKinds, type Problem, problemsOf } from './clause-data.ts'
import { type StoredClause, selectClauses } from './queries/clauses.ts'
import { selectComments } from './queries/comments.ts'
import { selectEndings } from './queries/endings.ts'
import { type StoredParty, selectParties } from './queries/parties.ts'
import { type StoredVersion, selectOptionalVersion } from './queries/versions.ts'

export type Parts = { version: StoredVersion; parties: StoredParty[]; clauses: StoredClause[] }

/** A version with parties and clauses, where the viewer may read it. */
export async function readParts(context: Context, id: string): Promise<Parts> {
  const version = (await selectOptionalVersion(context.db, id)) ?? missing()
  context.require(readVersion, version.facts)
  const parties = await selectParties(context.db, id)
  const clauses = await selectClauses(context.db, id)
  return { version, parties, clauses }
}

/** What a draft lacks; what its clauses' kinds find wrong is asked of them. */
export async function wantsOfDraft(
  context: Context,
  kinds: ClauseKinds,
  { version, parties, clauses }: Parts,
): Promise<{ wants: ReturnType<typeof wantsOf>; problems: Map<string, Problem[]> }> {
  const problems = new Map<string, Problem[]>()
  const draft = { ...version, parties, agreementId: version.agreementId, versionId: version.id }
  for (const clause of clauses)
    if (clause.kind !== TEXT_CLAUSE)
      problems.set(clause.id, await problemsOf(context, kinds, clause, { ...draft, clauseId: clause.id }))
  const wants = wantsOf({
    ...version,
    draftedBy: version.draftedBy.id,
    byCohort: version.kind.byCohort,
    parties,
    clauses: clauses.map(clause => ({
      ...clause,
      known: clause.kind === TEXT_CLAUSE || kinds.has(clause.kind),
      grave: (problems.get(clause.id) ?? []).filter(problem => problem.grave).length,
    })),
  })
  return { wants, problems }
}

/** Everything of a version that the viewer may read. */
export async function readWhole(context: Context, kinds: ClauseKinds, id: string): Promise<AgreementVersion> {
  const parts = await readParts(context, id)
  const { round: _, ...version } = parts.version
  const viewer = context.signedIn()
  const papers = mayReadPapers(viewer, version.facts)
  const drafting = version.state === 'draft' && editVersion.when?.(viewer, version.facts) === true
  const { wants, problems } = drafting
    ? await wantsOfDraft(context, kinds, parts)
    : { wants: [], problems: new Map<string, Problem[]>() }
  return {
    ...version,
    parties: parts.parties.map(({ kind: _kind, signature, ...party }) => ({
      ...party,
      signature: signature && (papers ? signature : { ...signature, signerName: null, scan: null }),
    })),
    clauses: parts.clauses.map(clause => toClause(clause, problems.get(clause.id) ?? [])),
    wants,
    comments: papers ? await selectComments(context.db, id) : [],
    endings: papers ? await selectEndings(context.db, id) : [],
  }
}

const toClause = (clause: StoredClause, problems: Problem[]): AgreementVersion['clauses'][number] => ({
  ...{ id: clause.id, line: clause.line, number: clause.number, kind: clause.kind, version: clause.version },
  title: { zh: clause.titleZh, en: clause.titleEn },
  text: { zh: clause.textZh, en: clause.textEn },
  data: clause.data,
  says: { zh: clause.saysZh, en: clause.saysEn },
  problems,
})
