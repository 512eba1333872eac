import type { StepOfWay, WayToGoal } from '../../contract/planner.ts'

/** A step that is met or credited by something the learner only supposes. */
export const isSupposing = (step: StepOfWay) =>
  [...step.requirements, ...step.recognised].some(each => each.by?.kind === 'supposed')

/** What is only supposed binds nobody: the step has a condition left, and so has its way. */
export const certaintyOf = (step: StepOfWay) =>
  step.certainty === 'binding' && isSupposing(step) ? 'open' : step.certainty

export const certaintyOfWay = ({ figures, steps }: WayToGoal) =>
  figures.certainty === 'binding' && steps.some(isSupposing) ? 'open' : figures.certainty
