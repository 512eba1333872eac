import { z } from 'zod'
import { bilingual, day, id, line, oneLine, text } from '#platform/contract/fields.ts'
import { FIVE_GRADES, isOnScale } from '../rules/score.ts'
import { KINDS, LEVELS, PRIZES, SITTINGS, VISIBILITIES } from '../rules/vocabulary.ts'

const number = (max: number) => z.number().min(0).max(max)

const anyScore = z.discriminatedUnion('scale', [
  z.object({ scale: z.literal('percent'), value: number(100) }),
  z.object({ scale: z.literal('five'), grade: z.enum(FIVE_GRADES) }),
  z.object({ scale: z.literal('pass'), passed: z.boolean() }),
  z.object({ scale: z.literal('points'), value: number(999_999), max: number(999_999) }),
])
/** As it is given out; what comes in is also on its scale. */
export const score = anyScore
export const scoreInput = anyScore.refine(isOnScale, { params: { code: 'off_scale' } })

export const evidence = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('file'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    name: z.string().max(255),
    mediaType: z.string().max(100),
    size: z.int().min(0),
  }),
  z.object({ type: z.literal('link'), url: z.string().max(500), title: z.string().max(200).nullable() }),
  z.object({ type: z.literal('outcome'), id }),
])
export type Evidence = z.infer<typeof evidence>

export const competency = z.object({
  /** Of the frameworks that programmes keep; null for one named only here. */
  id: id.nullable(),
  name: bilingual,
  level: z.int().min(1).max(8),
})

const course = z.object({ id: id.nullable(), code: z.string().max(40).nullable(), name: bilingual })

/** A certificate of somebody else, 1+X among them: recorded with its number, never issued here. */
const certificate = z.object({
  number: oneLine(100),
  issuer: oneLine(200),
  standard: oneLine(200).nullable(),
})

export const TITLE_MOST = 200

/** What an entry says: the facts its commitment covers, beside those that stand in columns. */
export const payload = z.object({
  title: z.object({ zh: line(TITLE_MOST), en: line(TITLE_MOST).nullable() }),
  kind: z.enum(KINDS),
  day,
  level: z.enum(LEVELS).nullable(),
  prize: z.enum(PRIZES).nullable(),
  /** The place within a team, from 1. */
  teamPlace: z.int().min(1).max(99).nullable(),
  score: score.nullable(),
  /** As the pass mark of the day decided; null where nothing is passed or failed. */
  passed: z.boolean().nullable(),
  credits: number(100).nullable(),
  hours: number(10_000).nullable(),
  course: course.nullable(),
  term: z
    .string()
    .regex(/^\d{4}-\d{4}-[12]$/)
    .nullable(),
  sitting: z.enum(SITTINGS).nullable(),
  competencies: z.array(competency).max(50),
  evidence: z.array(evidence).max(20),
  certificate: certificate.nullable(),
  note: text(2000).min(1).nullable(),
  visibility: z.enum(VISIBILITIES),
  recordedBy: z.object({
    affiliationId: id.nullable(),
    organisationId: id.nullable(),
    name: z.string().max(100),
  }),
})
export type Payload = z.infer<typeof payload>

/** What a follow-up without facts of its own says: why. */
export const reason = z.object({
  reason: text(2000).min(1).nullable(),
  recordedBy: payload.shape.recordedBy,
})
export type Reason = z.infer<typeof reason>
