import { SVG_PROBLEMS } from '../../rules/clean-svg.ts'

/** Why a picture is not taken. */
export const PICTURE_PROBLEMS = [...SVG_PROBLEMS, 'kind', 'too_many_pixels', 'too_small', 'too_slow'] as const
export type PictureProblem = (typeof PICTURE_PROBLEMS)[number]

/** A file that no picture is made of, and why. */
export class PictureRefusal extends Error {
  readonly problem: PictureProblem

  constructor(problem: PictureProblem) {
    super(problem)
    this.problem = problem
  }
}

export type PictureTask = {
  limits: { seconds: number; fileBytes: number; pixels: number; memoryBytes: number }
  /** Pixels and bytes at most: of the picture, and of the one that is signed into credentials. */
  large: { pixels: readonly number[]; bytes: number }
  small: { pixels: readonly number[]; bytes: number }
}
export type PictureMessage =
  | { picture: { png: string; small: string; svg: string | null } }
  | { error: { code: PictureProblem; data: Record<string, never> } }
  | { end: true }
