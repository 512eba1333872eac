/** What the examples of this module's endpoints need. */
export type OverpassWorld = {
  /** A signed bridge. */
  bridgeId: string
  /** A bridge of valid data, as the editor sends it. */
  draft(): Promise<Record<string, unknown>>
  /** A bridge that is open to the asker, and an outcome of theirs that it recognises. */
  claimable(): Promise<{ clauseId: string; outcomeId: string }>
  /** A claim of the asker's own that waits. */
  ownClaim(): Promise<{ id: string; personId: string }>
  /** A claim of the asker's own that was refused. */
  ownRefused(): Promise<{ id: string; personId: string }>
  /** A claim at school A with all the voices a decision needs, and what the policy asks about it. */
  waiting(): Promise<{ id: string; facts: { receivingOrganisationId: string } }>
  /** A claim of the student of A that waits, read by whoever may. */
  someClaim(): Promise<{
    id: string
    facts: {
      personId: string
      receivingOrganisationId: string
      groupId: string
      appealed: boolean
      guardianIds: string[]
    }
  }>
  /** Credit recognised at school A for somebody who has arrived there. */
  recognised(): Promise<{ id: string; facts: { receivingOrganisationId: string } }>
  freshAppeal(): Promise<{ id: string; groupId: string }>
  schoolId: string
  /** A bridge to a programme of school A on which no intake is open yet. */
  freshBridge(): Promise<string>
  /** An intake of school A; closed: its last day is over. */
  freshIntake(more?: {
    closed?: boolean
  }): Promise<{ id: string; facts: { receivingOrganisationId: string } }>
  /** An intake that is open to the asker. */
  openToMe(): Promise<{ id: string }>
  /** An application of the student of A at school A, read by whoever may. */
  freshAdmission(state: 'submitted' | 'offered' | 'accepted'): Promise<{
    id: string
    facts: { personId: string; receivingOrganisationId: string; guardianIds: string[] }
  }>
  /** Two programmes without a bridge between them. */
  twoProgrammes(): Promise<{ from: string; to: string }>
  /** A way that the planner finds for the asker, as they ask to keep it. */
  wayToKeep(): Promise<{ goal: string; bridgeIds: string[] }>
  /** A way the student of A follows, and its bridges. */
  somePlan(): Promise<{
    id: string
    facts: { personId: string; adviserId: string | null; guardianIds: string[] }
    bridgeIds: string[]
  }>
  /** An application of the asker's own. */
  ownAdmission(state: 'submitted' | 'offered'): Promise<{ id: string; personId: string }>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly overpass: OverpassWorld
  }
}
