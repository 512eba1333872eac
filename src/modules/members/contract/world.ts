/** A row that an example may change or end: nobody else uses it. */
export type Fresh = { id: string; version: number }

/** What the examples of this module's endpoints need of the prepared group. */
export type MembersWorld = {
  groupId: string
  /** School A: a member of the group, with people in every role of a school. */
  schoolId: string
  studentId: string
  /** Person behind that student, and the guardian's of the minor, for the sentences of the policy. */
  studentPersonId: string
  guardianPersonId: string
  classId: string
  /** Organisations that share a group with school A, itself included, and its groups. */
  neighbourIds: string[]
  schoolGroupIds: string[]
  /** An organisation and its membership in the group, made for this call. */
  freshMember(): Promise<{ organisation: Fresh; membership: Fresh; code: string }>
  /** A numbered membership of school A in the group, which nobody ends. */
  schoolMembership(): Promise<string>
  /** Where whoever asks is administrator (school A for all others), and a membership of it made for this call. */
  ownOrganisationId: string
  ownMembership(): Promise<string>
  /** The version the group has now. */
  groupVersion(): Promise<number>
  /** A working committee of the group with one running term, made for this call. */
  freshOrgan(): Promise<{ id: string; termId: string }>
  /** A teacher of school A; `ended` gives one whose affiliation has an end. */
  freshPerson(options?: { ended?: boolean }): Promise<Fresh>
  freshClass(): Promise<Fresh>
  /** A text of capital letters and digits that no organisation, class or number uses yet. */
  freshCode(): string
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly members: MembersWorld
  }
}
