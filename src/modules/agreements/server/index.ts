/**
 * SQL that other modules may join and call (migrations/…_agreements.sql); all of it holds only what every required
 * signer has signed:
 * - `agreements.signed_versions`: parties, days and years of entry; `open` says who may read the text
 * - `agreements.signed_clauses`: clauses with their data
 * - `agreements.in_force_on(version, day)`, and `agreements.serves(version, day, cohort)`, which also knows those who
 *   are on an agreement that has ended
 * Foreign keys may point at `agreements.versions (id)` and `agreements.clauses (id)`. A kind of clause of another
 * module is a `ClauseKind`, handed over in `src/app/modules.ts`.
 */
/** @public */
export type {
  ClauseContext,
  ClauseKind,
  ClauseProblem,
  Sentence,
  SignedVersion,
} from './clause-kinds.ts'
export { searchSources } from './search.ts'
