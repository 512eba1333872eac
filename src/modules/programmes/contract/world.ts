/** A row that an example may change: nobody else uses it. */
type Fresh = { id: string; version: number }

/** What the examples of this module's endpoints need: school A with programmes, whoever asks on a committee. */
export type ProgrammesWorld = {
  organisationId: string
  groupId: string
  programmeId: string
  /** A version in force, with courses, and its courses by code. */
  versionId: string
  frameworkId: string
  competencyId: string
  occupationId: string
  programmeGroupId: string
  /** A programme of its own with a version in this state, one course and a committee that agrees. */
  fresh(state?: 'draft' | 'review' | 'approved' | 'in_force'): Promise<{
    programme: Fresh
    version: Fresh
    course: Fresh
    reviewerId: string
  }>
  freshFramework(): Promise<{ framework: Fresh; competency: Fresh }>
  freshOccupation(): Promise<Fresh>
  freshProgrammeGroup(): Promise<Fresh>
  /** A version in review with whoever asks on its committee; the affiliation is theirs. */
  invited(): Promise<{ versionId: string; affiliationId: string }>
  /** Listed staff of a partner, who can be invited. */
  partnerAffiliationId: string
  freshCode(): string
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly programmes: ProgrammesWorld
  }
}
