/**
 * SQL that other modules may join (migrations/…_records.sql), row-level security applies:
 * - `records.outcome_facts`: every outcome once, as it stands today (state, kind, score, credits, competencies …)
 * - `members.learners`, `members.viewer_learners()`, `members.viewer_own_learners()`
 * Foreign keys may point at `records.outcomes (id)` (an outcome is known by its first entry).
 */
export {
  /** @public */
  type Appending,
  /** @public */
  appendFollowUp,
  /** @public */
  appendOutcome,
  /** @public */
  appendOutcomes,
  /** @public */
  type FollowUp,
  /** @public */
  type Learner,
  type NewOutcome,
  resultKeyOf,
} from './append.ts'
export { commitAs } from './chain.ts'
/** @public */
export { type Finding as RecordsFinding, verifyRecords } from './verify.ts'
