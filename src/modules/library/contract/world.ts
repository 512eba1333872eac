import type { ItemFacts } from '../policy.ts'

type Fresh = { id: string; version: number }

/** What the examples of this module's endpoints need: material of school A, or of university X for somebody of A. */
export type LibraryWorld = {
  groupId: string
  /** An item of its own with a published version that holds a picture; shared with everybody, or still a draft. */
  fresh(options?: { shared?: boolean; access?: 'open' | 'request'; trashed?: boolean }): Promise<{
    item: Fresh
    versionId: string
    fileId: string
    facts: ItemFacts
  }>
  /** The same with a version that is still open. */
  open(): Promise<{ item: Fresh; versionId: string; fileId: string; facts: ItemFacts }>
  /** A package with one picture in it: school A's and shared, or another organisation's that the caller has a receipt for. */
  package(taken?: boolean): Promise<{
    fileId: string
    entryId: string
    facts: ItemFacts & { receipt: boolean }
  }>
  /** Something of another organisation that the caller has a receipt for. */
  taken(recalled?: boolean): Promise<{
    receiptId: string
    fileId: string
    facts: ItemFacts & { receipt: boolean }
    receipt: { organisationId: string; affiliationId: string | null }
  }>
  /** A request of college B about an item of school A, or of the caller about another organisation's. */
  request(own?: boolean): Promise<{ request: Fresh; facts: ItemFacts; affiliationId: string | null }>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly library: LibraryWorld
  }
}
