/** What the examples of this module's endpoints need; everything belongs to whoever asks. */
export type InformationWorld = {
  /** An open item on the asker's own desk, made for this call. */
  freshTodo(): Promise<string>
  /** A colleague of the asker's organisation who may take it over. */
  colleague(): Promise<string>
  /** An item that the asker has handed on. */
  handedOn(): Promise<string>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly information: InformationWorld
  }
}
