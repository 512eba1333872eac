import { z } from 'zod'
import { bilingual, day, id, line } from '#platform/contract/fields.ts'

/** Kinds of way a bridge can be. */
export const WAYS = [
  'through_training',
  'secondary_to_higher',
  'top_up',
  'transfer',
  'credit',
  'short_course',
  'order_class',
  'return_to_study',
] as const
/** @public */
export type Way = (typeof WAYS)[number]

/** Levels of programmes, as the module programmes has them. */
export const PROGRAMME_LEVELS = ['secondary', 'higher_vocational', 'bachelor', 'continuing'] as const
/** @public */
export type ProgrammeLevel = (typeof PROGRAMME_LEVELS)[number]

/** Of certificates, awards and prizes: the lowest first, so that "at least" can be read off the place. */
export const CERTIFICATE_LEVELS = ['junior', 'intermediate', 'senior'] as const
export const AWARD_LEVELS = [
  'school',
  'group',
  'municipal',
  'provincial',
  'national',
  'international',
] as const
export const PRIZES = ['merit', 'third', 'second', 'first'] as const
export const WORK_KINDS = ['placement', 'practice', 'employment'] as const

/** How deep conditions nest and how many parts one has at most: what a person can still read as a sentence. */
export const MOST = { depth: 3, parts: 40, recognitions: 60, courses: 20, ids: 50 } as const

const ids = z.array(id).min(1).max(MOST.ids)
const percent = z.number().min(0).max(100).multipleOf(0.5).nullable()
const years = z.int().min(1).max(50).nullable()
/** A word that stands in the outcome's title, certificate standard or course, in either language. */
const named = line(80).nullable()
/** Credits go by tenths. */
const credits = z.number().min(0.1).max(400).multipleOf(0.1)

/** What an outcome must be to count; null means that it does not matter. */
export const leaf = z.discriminatedUnion('is', [
  z.object({ is: z.literal('course'), courseIds: ids, minScore: percent, withinYears: years }),
  z.object({
    ...{ is: z.literal('competency'), competencyId: id },
    ...{ level: z.int().min(1).max(8), withinYears: years },
  }),
  z.object({
    ...{ is: z.literal('certificate'), named },
    ...{ level: z.enum(CERTIFICATE_LEVELS).nullable(), withinYears: years },
  }),
  z.object({
    ...{ is: z.literal('award'), named, level: z.enum(AWARD_LEVELS).nullable() },
    ...{
      prize: z.enum(PRIZES).nullable(),
      teamPlaceAtMost: z.int().min(1).max(99).nullable(),
      withinYears: years,
    },
  }),
  z.object({ is: z.literal('project_rating'), named, minScore: percent, withinYears: years }),
  z.object({
    ...{ is: z.literal('work'), kinds: z.array(z.enum(WORK_KINDS)).min(1).max(WORK_KINDS.length) },
    ...{ minHours: z.number().min(0).max(10_000).nullable(), withinYears: years },
  }),
  z.object({
    ...{ is: z.literal('short_course'), named },
    ...{ minHours: z.number().min(0).max(10_000).nullable(), withinYears: years },
  }),
  // A test's result stands on record as a result without a course of any plan.
  z.object({ is: z.literal('test'), named: line(80), minScore: percent, withinYears: years }),
])
export type Leaf = z.infer<typeof leaf>
/** Kinds of outcome a condition can ask for, as pages know them too: there, schemas are not. */
export const LEAVES = [
  'course',
  'competency',
  'certificate',
  'award',
  'project_rating',
  'work',
  'short_course',
  'test',
] as const satisfies readonly Leaf['is'][]

export type Condition =
  | { is: 'all'; of: Condition[] }
  | { is: 'any'; of: Condition[] }
  | { is: 'not'; of: Condition }
  | Leaf

/** A schema as deep as conditions may be, instead of one that calls itself: nothing deeper is ever walked into. */
function conditionOf(depth: number): z.ZodType<Condition> {
  if (depth === 0) return leaf
  const inner = conditionOf(depth - 1)
  return z.union([
    leaf,
    z.object({ is: z.enum(['all', 'any']), of: z.array(inner).max(MOST.parts) }),
    z.object({ is: z.literal('not'), of: inner }),
  ]) as z.ZodType<Condition>
}

/** How many parts a condition has, groups counted. */
export function partsOf(condition: Condition): number {
  if (condition.is === 'not') return 1 + partsOf(condition.of)
  if (condition.is === 'all' || condition.is === 'any')
    return 1 + condition.of.reduce((sum, each) => sum + partsOf(each), 0)
  return 1
}

/** A condition; `{ is: 'all', of: [] }` is met by everybody. */
export const condition = conditionOf(MOST.depth).refine(value => partsOf(value) <= MOST.parts, {
  params: { code: 'too_many_parts' },
})

export const recognition = z.object({
  /** Known by this within its bridge, from version to version. */
  id: z.string().regex(/^[a-z0-9]{1,12}$/),
  when: leaf,
  /** What one such outcome gives, for which named courses of the target. */
  courses: z
    .array(z.object({ courseId: id, credits }))
    .min(1)
    .max(MOST.courses),
  /** Credits this rule gives at most, whatever the number of outcomes. */
  cap: credits.nullable(),
})
export type Recognition = z.infer<typeof recognition>

export const bridge = z.object({
  way: z.enum(WAYS),
  /** Learners of one of these programmes or levels; both empty: everybody. */
  from: z.object({
    programmeIds: z.array(id).max(MOST.ids),
    levels: z.array(z.enum(PROGRAMME_LEVELS)).max(PROGRAMME_LEVELS.length),
  }),
  to: z.discriminatedUnion('kind', [
    /** `versionId` null: the version in force for the cohort. */
    z.object({ kind: z.literal('programme'), programmeId: id, versionId: id.nullable() }),
    z.object({ kind: z.literal('occupation'), occupationId: id }),
  ]),
  entry: condition,
  /** Applied in this order; an outcome counts once, under the first rule it fits that still has room. */
  recognitions: z.array(recognition).max(MOST.recognitions),
  /** Credits recognised at most in total; null where only the courses limit them. */
  capTotal: credits.nullable(),
  /** An outcome counts for so many years after its day. */
  validYears: years,
  quota: z.int().min(0).max(100_000).nullable(),
  documents: z.array(bilingual.extend({ zh: line(200), en: line(200).nullable() })).max(20),
  feeFen: z.int().min(0).max(100_000_000).nullable(),
  /** Days on which one can begin; none: at any time. */
  intakes: z.array(day).max(24),
  /** Months to finish with nothing recognised. */
  months: z.int().min(0).max(120),
  /** The rule decides at once; otherwise the receiving school does. */
  automatic: z.boolean(),
})
export type Bridge = z.infer<typeof bridge>

/** An outcome as far as rules look at it. Scores are percent; grades were read by the parameters of the day. */
export type Outcome = {
  id: string
  kind:
    | 'course_result'
    | 'work'
    | 'project_rating'
    | 'award'
    | 'certificate'
    | 'placement'
    | 'practice'
    | 'short_course'
    | 'employment'
  heldOn: string
  courseId: string | null
  score: number | null
  /** null where nothing is passed or failed; what was failed never counts. */
  passed: boolean | null
  level: string | null
  prize: string | null
  teamPlace: number | null
  hours: number | null
  competencies: readonly { id: string | null; level: number }[]
  /** Title, standard and course in both languages, as `wordsOf` folds them. */
  words: string
}

/** Text as it is compared: full and half width, capitals and spaces alike. */
export const wordsOf = (...texts: (string | null | undefined)[]) =>
  texts
    .filter(text => text)
    .join('\n')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ \t]+/g, '')
