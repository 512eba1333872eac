import type { FileDetails } from '../../../contract/details.ts'
import type { PreviewProblem } from '../../../rules/vocabulary.ts'

/** What the program that reads pictures of CG work is told, and what it says. */
export type StillFormat = 'exr' | 'hdr' | 'tga' | 'psd'
export type StillLimits = {
  seconds: number
  fileBytes: number
  memoryBytes: number
  pixels: number
  /** Layers of one picture that are told. */
  layers: number
}
export type StillTask = {
  format: StillFormat
  limits: StillLimits
  /** The longer side of each thing that is made. */
  sizes: { thumb: number; large: number; light: number }
}
export type StillMessage =
  | { picture: { width: number; height: number; details: FileDetails | null } }
  | {
      rendition: {
        kind: 'thumb' | 'large' | 'light'
        mediaType: string
        width: number
        height: number
        base64: string
      }
    }
  | { error: { code: PreviewProblem; data: Record<string, never> } }
  | { end: true }
