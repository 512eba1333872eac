import { z } from 'zod'
import { bilingual, day, id, oneLine } from '#platform/contract/fields.ts'
import { PARTY_ROLES, STATES } from '../rules/vocabulary.ts'

export const version = z.int().min(1)
export const params = z.object({ id })
/** A name typed in: Chinese always, English where there is one. */
export const named = z.object({ zh: oneLine(200), en: oneLine(200).nullable() })
/** A year of entry. */
export const cohort = z.int().min(1950).max(2100)
/** A kind of agreement by its code. */
export const kindCode = z.string().regex(/^[a-z_]{1,40}$/)
export const organisationName = z.object({ id, name: bilingual })
/** SHA-256 of a text that was sent to be signed. */
export const textHash = z.string().regex(/^[0-9a-f]{64}$/)

export const facts = z.object({
  state: z.enum(STATES),
  sent: z.boolean(),
  open: z.boolean(),
  draftedBy: id,
  groupId: id.nullable(),
  partyIds: z.array(id),
  signerIds: z.array(id),
})

export const partyInput = z.object({ organisationId: id, role: z.enum(PARTY_ROLES), mustSign: z.boolean() })

/** The days and years of entry for which a text is meant. */
export const termInput = {
  fromDate: day,
  untilDate: day.nullable(),
  fromCohort: cohort.nullable(),
  untilCohort: cohort.nullable(),
}
