/** Hours until what was issued is the learners' own. */
export const HOLDS = [0, 24, 72] as const
/** A day that may be left out, as a field's value. */
export const DAY = {
  getValueFromEvent: (event: { target: { value: string } }) => event.target.value || null,
}
