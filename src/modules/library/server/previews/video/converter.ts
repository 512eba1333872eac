import type { Plan, Probed, VideoLimits } from './plan.ts'

export type Work = { path: string; reader: string; limits: VideoLimits; signal?: AbortSignal | undefined }

/** What opens a stranger's film or sound, always in a process of its own that is shut in. */
export type Converter = {
  /** As the operator is told. */
  name: string
  probe(work: Work): Promise<Probed>
  /** Writes the files of a plan into a folder: `proxy.mp4`, and `poster.png` with `sprite.jpg` or `wave.png`. */
  convert(work: Work, plan: Plan, folder: string): Promise<{ frames: number }>
}
