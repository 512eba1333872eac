/** A guardianship of a minor of school A, made for one call. */
export type FreshGuardianship = { id: string; version: number; studentId: string; guardianPersonId: string }

/** A consent asked of a minor of school A, made for one call. */
export type FreshConsent = {
  requestId: string
  version: number
  consentId: string
  /** The guardianship of the one guardian, and whom the policy lets sign. */
  guardianshipId: string
  signerIds: string[]
}

export type FamilyWorld = {
  /** A minor of school A without guardians. */
  freshStudent(): Promise<string>
  guardianship(state: 'proposed' | 'confirmed' | 'barred'): Promise<FreshGuardianship>
  /** A confirmed one with a court's decision, which is not in force yet. */
  withDocument(): Promise<FreshGuardianship & { documentId: string }>
  consent(): Promise<FreshConsent>
  /** The same with a scan that the school has entered. */
  withScan(): Promise<FreshConsent & { documentId: string; ownerId: string }>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly family: FamilyWorld
  }
}
