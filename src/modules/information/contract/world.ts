/** What the examples of this module's endpoints need; everything belongs to whoever asks. */
export type InformationWorld = {
  /** An open item on the asker's own desk, made for this call. */
  freshTodo(): Promise<string>
  /** A colleague of the asker's organisation who may take it over. */
  colleague(): Promise<string>
  /** An item that the asker has handed on. */
  handedOn(): Promise<string>
  /** What the asker may address a notice to; their organisation where they may address nobody. */
  audience(): Promise<ExampleRule[]>
  /** A notice that the administrators of school A keep, to its teachers; a draft unless asked otherwise. */
  keptNotice(state?: 'draft' | 'published'): Promise<{
    id: string
    version: number
    fileId: string
    subject: { organisationId: string; groupId: null; authorAffiliationId: string }
  }>
  /** A notice addressed to the asker, open to comments, with a file and a comment of the asker's. */
  readableNotice(): Promise<{ id: string; fileId: string; commentId: string }>
  /** A link to stop letters, as it stands in one to the asker. */
  unsubscribeToken(): Promise<string>
  /** The secret of a calendar address of the asker's. */
  feedToken(): Promise<string>
}
type ExampleRule = { scope: 'class' | 'organisation' | 'group'; id: string; roles: ['teacher'] }

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly information: InformationWorld
  }
}
