import { z } from 'zod'
import { bilingual, day, id, oneLine, text } from '#platform/contract/fields.ts'
import { LICENCES, USES } from '../rules/licences.ts'
import { ACCESSES, AUDIENCES, CREATOR_ROLES, ITEM_LANGUAGES, KINDS, LEVELS } from '../rules/vocabulary.ts'

export const params = z.object({ id })
/** A title in both languages, the Chinese one always there. */
export const title = z.object({ zh: oneLine(200), en: oneLine(200).nullable() })
/** What seeing an item and acting on it depends on. */
export const facts = z.object({
  organisationId: id,
  affiliationId: id.nullable(),
  offered: z.boolean(),
  audience: z.enum(AUDIENCES),
  access: z.enum(ACCESSES),
  inAudience: z.boolean(),
  granted: z.boolean(),
})
export const organisationName = z.object({ id, name: bilingual })
export const creator = z.object({ name: oneLine(100), role: z.enum(CREATOR_ROLES) })

const words = z.array(oneLine(60)).max(20)
/** What an item is, as its keeper writes it. */
export const describing = {
  kind: z.enum(KINDS),
  title,
  text: z.object({ zh: text(5000), en: text(10_000).nullable() }),
  software: words,
  techniques: words,
  level: z.enum(LEVELS).nullable(),
  subject: oneLine(100).nullable(),
  language: z.enum(ITEM_LANGUAGES).nullable(),
  source: oneLine(500).nullable(),
  creators: z.array(creator).max(30),
}
export const licensing = {
  licence: z.enum(LICENCES),
  licenceText: text(5000).nullable(),
  uses: z.array(z.enum(USES)).max(USES.length),
  audience: z.enum(AUDIENCES),
  groupId: id.nullable(),
  access: z.enum(ACCESSES),
  embargoUntil: day.nullable(),
  expiresOn: day.nullable(),
  creatorsAgreed: z.boolean(),
}
