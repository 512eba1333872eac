/** What the examples of roster import need of the prepared group. */
export type ImportsWorld = {
  /** An import of school A in a state, made for this call. */
  freshImport(
    state: 'uploaded' | 'ready' | 'ready_with_problems' | 'done',
  ): Promise<{ id: string; organisationId: string }>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly imports: ImportsWorld
  }
}
