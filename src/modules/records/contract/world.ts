/** What the examples of this module's endpoints need. */
export type RecordsWorld = {
  /** The student of school A whose record examples read, and what the policy asks about them. */
  learner: { id: string; subject: { organisationId: string; personId: string; guardianIds: string[] } }
  /** An outcome of that student that school A stands for, made for this call. */
  freshOutcome(): Promise<{ id: string; sha256: string }>
  freshClaim(): Promise<string>
  /** A naming of the asker's own, and one by which school A may record. */
  ownNaming(): Promise<{ id: string; personId: string }>
  freshNaming(): Promise<{ id: string; subject: { organisationId: string; groupId: null } }>
  /** Another school of the asker's group. */
  neighbour(): Promise<string>
  /** A claim of the asker's own. */
  ownClaim(): Promise<{ id: string; personId: string }>
  /** An outcome in the asker's own record. */
  ownOutcome(): Promise<string>
  freshDispute(): Promise<{ id: string; byPersonId: string }>
  freshSheet(): Promise<{ id: string; learnerId: string; classId: string }>
  /** A sheet on which both entries agree. */
  agreedSheet(): Promise<string>
  /** A file of results that was looked at and waits to be applied. */
  freshFile(): Promise<string>
  resultsFile(): Promise<Uint8Array>
  /** The number of a student of the asker's organisation, and a class there. */
  ownStudentNumber(): Promise<string>
  ownClass(): Promise<string>
  ownShare(): Promise<{ id: string; personId: string }>
  shareToken(): Promise<string>
  /** Something shown to school A. */
  sharedWithSchool(): Promise<string>
  fileTicket(): Promise<string>
  ownTranscript(): Promise<{ number: string; byPersonId: string }>
  /** The confirming side of school A. */
  voucher: { confirmingOrganisationId: string; confirmingGroupId: null }
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly records: RecordsWorld
  }
}
