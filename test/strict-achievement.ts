import { z } from 'zod'
import { isStamp, isUrl } from '#modules/credentials/rules/shape.ts'

/*
 * Open Badges 3.0, data model of AchievementCredential, as far as we write it: required properties, their types and
 * cardinalities, and nothing that is not in it. No registry package carries 1EdTech's own JSON Schemas.
 */

const url = z.string().refine(isUrl)
const stamp = z.string().refine(isStamp)
const typed = (name: string) => z.array(z.string()).refine(types => types.includes(name))
const text = z.string().min(1)

const profile = z.strictObject({
  id: url,
  type: typed('Profile'),
  name: text.optional(),
  url: url.optional(),
})
const alignment = z.strictObject({
  type: typed('Alignment'),
  targetName: text,
  targetUrl: url,
  targetCode: text.optional(),
  targetFramework: text.optional(),
})
const resultDescription = z.strictObject({
  id: url,
  type: typed('ResultDescription'),
  name: text,
  resultType: z.literal('PerformanceLevel'),
  allowedValue: z.array(text).min(1),
})
const achievement = z.strictObject({
  id: url,
  type: typed('Achievement'),
  achievementType: z.enum(['CertificateOfCompletion', 'Award', 'Achievement', 'CommunityService']),
  name: text,
  description: text,
  criteria: z.strictObject({ narrative: text }),
  creator: profile,
  image: z.strictObject({ id: url, type: z.literal('Image'), caption: text.optional() }),
  alignment: z.array(alignment).min(1).optional(),
  resultDescription: z.array(resultDescription).min(1).optional(),
})
const identity = z.strictObject({
  type: z.literal('IdentityObject'),
  hashed: z.boolean(),
  identityHash: text,
  identityType: z.literal('name'),
})
const status = z.strictObject({
  id: url,
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.enum(['revocation', 'suspension']),
  statusListIndex: z.string().regex(/^\d+$/),
  statusListCredential: url,
})

export const strictAchievement = z.strictObject({
  '@context': z
    .array(url)
    .refine(
      ([first, second]) => first?.endsWith('/credentials/v2') && second?.includes('/ob/v3p0/context-3'),
    ),
  id: url,
  type: typed('OpenBadgeCredential').refine(types => types[0] === 'VerifiableCredential'),
  name: text,
  issuer: profile,
  validFrom: stamp,
  validUntil: stamp.optional(),
  awardedDate: stamp,
  credentialSubject: z.strictObject({
    id: url,
    type: typed('AchievementSubject'),
    identifier: z.array(identity).min(1),
    achievement,
    result: z
      .array(z.strictObject({ type: typed('Result'), resultDescription: url, value: text }))
      .min(1)
      .optional(),
  }),
  evidence: z
    .array(
      z.strictObject({ id: url.optional(), type: typed('Evidence'), name: text, narrative: text.optional() }),
    )
    .min(1)
    .optional(),
  credentialStatus: z.array(status).length(2),
  credentialSchema: z.array(z.strictObject({ id: url, type: z.literal('1EdTechJsonSchemaValidator2019') })),
})
