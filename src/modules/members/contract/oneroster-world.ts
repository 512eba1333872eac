/** What the examples of the OneRoster import need of the prepared group. */
export type OneRosterWorld = {
  /** A small valid set of the asking persona's own school. */
  freshZip(): Promise<Uint8Array>
  /** An import of school A in a state, made for this call. */
  freshImport(state: 'ready' | 'done'): Promise<{ id: string; organisationId: string }>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly oneroster: OneRosterWorld
  }
}
