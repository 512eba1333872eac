import type { z } from 'zod'
import type { ErrorData } from '#platform/contract/errors.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { PartyRole } from '../rules/vocabulary.ts'

/** One sentence of what a clause's data say, in both languages. */
export type Sentence = { zh: string; en: string }

/** What is wrong with a clause's data, at a place of it. `key` names a text of the module that brings the kind. */
export type ClauseProblem = {
  path: string
  key: string
  data?: ErrorData
  /** Keeps the draft from being sent; others are only shown. */
  grave: boolean
}

/** The draft that a clause stands in. */
export type ClauseContext = {
  agreementId: string
  versionId: string
  /** Null while the clause is new. */
  clauseId: string | null
  fromDate: string
  untilDate: string | null
  fromCohort: number | null
  untilCohort: number | null
  parties: readonly { organisationId: string; role: PartyRole }[]
}

/** A version that its last signer has just signed. */
export type SignedVersion = {
  versionId: string
  agreementId: string
  clauses: readonly { id: string; number: number; data: unknown }[]
}

/**
 * A kind of clause whose text another module can read: it brings the shape of the data, says what is wrong with them
 * and what they mean. All of it runs in the transaction of whoever drafts or signs, as them.
 */
export type ClauseKind<Data = unknown> = {
  readonly kind: string
  readonly data: z.ZodType<Data>
  check(db: Db, data: Data, context: ClauseContext): Promise<ClauseProblem[]>
  /** What is printed, signed and read: names as they are today, written down when the text is sent. */
  sentences(db: Db, data: Data): Promise<Sentence[]>
  /** Once, when the version is signed by all, with its clauses of this kind. */
  onSigned?(db: Db, version: SignedVersion): Promise<void>
}
