import type { IssuedFacts, Owner } from '../policy.ts'

/** What the examples of this module's endpoints need: all of it school A's, for its student. */
export type CredentialsWorld = {
  /** A design of school A, and a fresh outcome of its student that earns it. */
  earned(): Promise<{ templateId: string; outcomeId: string; subject: Owner }>
  /** A design with a picture of its own. */
  pictured(): Promise<{ id: string; subject: Owner }>
  template(): Promise<{ id: string; version: number; subject: Owner }>
  /** Whom the asker may issue to; the student of school A where they may issue to nobody. */
  learner(): Promise<string>
  /** A template of the asker's own; school A's where they keep none. */
  ownTemplate(): Promise<string>
  batch(): Promise<{ id: string; version: number; subject: Owner }>
  issued(
    state?: 'in_force' | 'suspended' | 'to_review' | 'pictured',
  ): Promise<{ id: string; version: number; subject: Owner; facts: IssuedFacts }>
  /** Gives the asker a credential of their own. */
  holding(): Promise<void>
  /** An issuer, and a page of its status lists. */
  published(): Promise<{ issuerId: string; pageId: string }>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly credentials: CredentialsWorld
  }
}
