import type { Db } from '#platform/server/database/session.ts'
import { type Outcome, wordsOf } from '../rules/bridge.ts'
import { readGrades } from './parameters.ts'
import { type OutcomeRow, selectOutcomes } from './queries/learners.ts'

export type KnownOutcome = Outcome & Pick<OutcomeRow, 'learnerId' | 'title' | 'credits'>

/** Outcomes a record can have at most, as far as rules are tried on it. */
export const OUTCOMES_MOST = 2000

/** Confirmed outcomes of learners, as rules look at them. */
export async function loadOutcomes(
  db: Db,
  learnerIds: readonly string[],
  most = OUTCOMES_MOST,
): Promise<KnownOutcome[]> {
  const grades = await readGrades(db)
  const rows = await selectOutcomes(db, learnerIds, most)
  return rows.map(({ standard, course, ...row }) => ({
    ...row,
    kind: row.kind as Outcome['kind'],
    score: percentOf(row.score, grades),
    competencies: row.competencies ?? [],
    words: wordsOf(row.title?.zh, row.title?.en, standard, course?.zh, course?.en),
  }))
}

/** A score in percent; null where there is none that can be read so. */
export function percentOf(score: OutcomeRow['score'], grades: Record<string, number>): number | null {
  if (!score) return null
  if (score.scale === 'percent') return score.value ?? null
  if (score.scale === 'points') return score.max ? ((score.value ?? 0) / score.max) * 100 : null
  return score.grade ? (grades[score.grade] ?? null) : null
}
