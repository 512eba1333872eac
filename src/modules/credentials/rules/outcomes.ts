/** Kinds of recorded outcome that a design can ask for; the words are `records.kind.<kind>`. */
export const OUTCOME_KINDS = [
  'course_result',
  'work',
  'project_rating',
  'award',
  'certificate',
  'placement',
  'practice',
  'short_course',
  'employment',
] as const

type Both = { zh: string; en: string | null }
const joined = ({ zh, en }: Both) => (en && en !== zh ? `${zh} / ${en}` : zh)

/**
 * What a credential says of the outcome it rests on. The address is the record's own entry, which its learner and whoever
 * confirmed it open after signing in: nobody else learns more from it than its number.
 */
export function outcomeEvidence(
  outcome: { id: string; day: string; title: Both; by: Both },
  address: string,
): { name: string; url: string; narrative: string } {
  const { id, day, title, by } = outcome
  return {
    name: joined(title).slice(0, 200),
    url: address,
    narrative: `学习档案第 ${id} 号记录，${day}，由${by.zh}确认。 / Entry ${id} of the learner's record, ${day}, confirmed by ${by.en ?? by.zh}.`,
  }
}
