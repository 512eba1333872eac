import type { PreviewProblem } from '../../../rules/vocabulary.ts'

/** What nothing is shown of, and why. */
export class Refusal extends Error {
  readonly problem: PreviewProblem

  constructor(problem: PreviewProblem) {
    super(problem)
    this.problem = problem
  }
}

export function refuse(problem: PreviewProblem): never {
  throw new Refusal(problem)
}
