import type { ComponentType } from 'react'
import type { MessageKey } from '#platform/web/message-key.ts'
import type { Clause } from '../../contract/clauses.ts'

/** What an editor of a clause's data is given; `id` belongs on its first control, which the label names. */
export type ClauseEditorProps = {
  id?: string
  value?: unknown
  onChange?: (value: unknown) => void
  /** What the server found wrong with the data as they were saved last. */
  problems: Clause['problems']
  /** The draft it stands in. */
  versionId: string
}

/** A kind of clause with a form of its own; the server's counterpart is `ClauseKind`. */
export type ClauseEditor = {
  kind: string
  label: MessageKey
  /** What a new clause of this kind begins with. */
  initial: unknown
  Editor: ComponentType<ClauseEditorProps>
}
