/** What the examples of this module's endpoints need of the prepared group. */
export type AccountsWorld = {
  /** An affiliation of school A that nobody has claimed, alone in its class. */
  freshInvitable(): Promise<{
    affiliationId: string
    classId: string
    organisationId: string
    groupIds: string[]
  }>
  /** An open invitation of school A and its code. */
  freshInvitation(): Promise<{ id: string; code: string; organisationId: string; groupIds: string[] }>
  /** Somebody of school A alone, without e-mail, whose password the school may reset. */
  freshResettable(): Promise<{ affiliationId: string; organisationId: string }>
  /** An open code of school A for a new password. */
  freshRecovery(): Promise<string>
  /** An API key of school A. */
  freshKey(): Promise<{ id: string; organisationId: string }>
  /** A merge code of an account made for this call. */
  freshMergeCode(): Promise<string>
  /** Takes a person's open wish to be erased back, past every permission. */
  endErasure(personId: string): Promise<void>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    /** Who asks: somebody with a password, a verified e-mail and this affiliation. */
    readonly account: { email: string; password: string; personId: string; affiliationId: string }
    readonly accounts: AccountsWorld
  }
}
