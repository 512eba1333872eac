import type { ApplicationState } from '../rules/applications.ts'

/** Applications to the prepared group, made for one call. */
export type ApplicationsWorld = {
  fresh(state: ApplicationState): Promise<{
    id: string
    version: number
    token: string
    /** For adding a document. */
    ticket: string
  }>
  /** The same with a document. */
  withDocument(): Promise<{ id: string; documentId: string }>
  freshUscc(): string
  freshId(): string
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly applications: ApplicationsWorld
  }
}
