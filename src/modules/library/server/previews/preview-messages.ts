import type { PreviewProblem, PreviewSize } from '../../rules/vocabulary.ts'

/** What the program that makes pictures is told, and what it says. */
export type PreviewTask = {
  limits: { seconds: number; fileBytes: number; pixels: number; memoryBytes: number }
  sizes: Record<PreviewSize, number>
}
export type PreviewMessage =
  | { picture: { width: number; height: number } }
  | { rendition: { size: PreviewSize; width: number; height: number; base64: string } }
  | { error: { code: PreviewProblem; data: Record<string, never> } }
  | { end: true }
