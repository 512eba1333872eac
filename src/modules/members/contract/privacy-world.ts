/** What the examples of privacy and transfers need. `own…` belong to whoever asks. */
export type PrivacyWorld = {
  /** Ends the asking person's running export, of which there is one at a time. */
  endExports(): Promise<void>
  /** A ready copy of the example's student. */
  studentExport(): Promise<string>
  /** An entry at school A joined to whoever asks. */
  ownEntry(): Promise<{ id: string; personId: string }>
  ownCorrection(): Promise<{ id: string; personId: string }>
  /** A move that a school proposed to whoever asks. */
  ownTransfer(): Promise<{ id: string; personId: string }>
  /** An entry of school A whose person's account was erased. */
  freshDuty(): Promise<string>
  /** A school of the group, made for this call. */
  freshSchool(): Promise<string>
  /** A student of school A with an account. */
  joinedStudent(): Promise<string>
  /** A request to school A of somebody else. */
  sentTransfer(): Promise<string>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly privacy: PrivacyWorld
  }
}
