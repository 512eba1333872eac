import type { VersionFacts } from '../policy.ts'
import type { State } from '../rules/vocabulary.ts'

/** A row that an example may change: nobody else uses it. */
type Fresh = { id: string; version: number }

/** What the examples of this module's endpoints need: agreements between school A and company C. */
export type AgreementsWorld = {
  organisationId: string
  partnerId: string
  groupId: string
  /** An agreement of its own with one version in this state, drafted by the school and fit to be sent; not open unless asked for. */
  fresh(
    state: State,
    open?: boolean,
  ): Promise<{
    agreementId: string
    version: Fresh
    clause: Fresh
    /** The text that was sent; empty for a draft. */
    textHash: string
    facts: VersionFacts
  }>
  /** A stamped scan that the school has handed in for a version in review. */
  scan(): Promise<{ signatureId: string; facts: VersionFacts }>
  /** A comment of the company on a version in review. */
  comment(): Promise<{ commentId: string; facts: VersionFacts }>
  /** The end of a signed version, proposed by the company. */
  ending(): Promise<{ ending: Fresh; facts: VersionFacts; proposedBy: string }>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly agreements: AgreementsWorld
  }
}
