import type { Fresh } from './world.ts'

/** Capabilities, contacts, relations and dues of the prepared group, made for one call. */
export type NetworkWorld = {
  /** Of school A. */
  freshCapability(): Promise<Fresh>
  /** A teacher of school A with an account whom nobody has asked. */
  freshStaff(): Promise<string>
  /** Somebody of school A who has been asked. */
  freshAsked(): Promise<Fresh>
  /** The one who asks has been asked themselves. */
  ownAsked(): Promise<Fresh>
  /** A partnership of school A with a new organisation, proposed by either. */
  freshRelation(
    proposedBy: 'school' | 'other',
    state?: 'proposed' | 'confirmed',
  ): Promise<Fresh & { otherId: string }>
  /** Of the group. */
  freshDue(): Promise<Fresh>
  /** Sees to it that the group has a scheme of dues. */
  ensureScheme(): Promise<void>
  /** A year for which the group has no scheme of dues yet. */
  freshYear(): Promise<number>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly network: NetworkWorld
  }
}
