import { lazy } from 'react'
import type { ClauseEditor } from '#modules/agreements/web/parts/clause-editor.ts'
import { emptyBridge, fromForm } from '../rules/form.ts'

/** The form of a bridge within an agreement. */
export const bridgeEditor: ClauseEditor = {
  kind: 'bridge',
  label: 'overpass.editor.label',
  initial: fromForm(emptyBridge()),
  Editor: lazy(async () => ({ default: (await import('./editor/BridgeEditor.tsx')).BridgeEditor })),
}
