import { VC2 } from './shape.ts'

export const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
/** Explains the type of the schemas' validator. */
const OPEN_BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
export const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
const OB_SCHEMA =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'
const CLR_SCHEMA = 'https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json'
/** The validator that 1EdTech names for its schemas. */
const SCHEMA_TYPE = '1EdTechJsonSchemaValidator2019'

/** What a group may issue itself; X certificates are not among them. */
export const KINDS = ['completion', 'award', 'project', 'contribution'] as const
export type Kind = (typeof KINDS)[number]

/** Terms of Open Badges' AchievementType. */
const ACHIEVEMENT_TYPE: Record<Kind, string> = {
  completion: 'CertificateOfCompletion',
  award: 'Award',
  project: 'Achievement',
  contribution: 'CommunityService',
}

type Both = { zh: string; en: string | null }
/** One text of both languages, since Open Badges knows one text alone. */
export const joined = ({ zh, en }: Both, between = ' / ') => (en && en !== zh ? `${zh}${between}${en}` : zh)

export type Alignment = { name: string; url: string; code: string | null; framework: string | null }
export type Design = {
  id: string
  kind: Kind
  name: Both
  description: Both
  criteria: Both
  /** Levels that can be reached, the lowest first; none where there is only one. */
  levels: readonly string[]
  alignments: readonly Alignment[]
  /** `data:` address of the picture. */
  image: string
}
export type Issuer = { did: string; name: Both; url: string | null }
export type Evidence = { name: string; url: string | null; narrative: string | null }
export type Award = {
  id: string
  /** A name for the learner that says nothing and is the same in all their credentials. */
  subject: string
  learner: string
  level: string | null
  awardedOn: string
  validFrom: string
  validUntil: string | null
  evidence: readonly Evidence[]
  status: { revocation: string; suspension: string; index: number }
}

const statusEntry = (purpose: 'revocation' | 'suspension', list: string, index: number) => ({
  id: `${list}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: purpose,
  statusListIndex: String(index),
  statusListCredential: list,
})

const profileOf = ({ did, name, url }: Issuer) => ({
  id: did,
  type: ['Profile'],
  name: joined(name),
  ...(url ? { url } : {}),
})

export type Credential = Record<string, unknown> & { id: string }

/** The unsigned Open Badges 3.0 AchievementCredential for one learner. */
export function achievementCredential(design: Design, issuer: Issuer, award: Award): Credential {
  const result = `urn:uuid:${design.id}#level`
  const levels = design.levels.length > 0
  return {
    '@context': [VC2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS],
    id: `urn:uuid:${award.id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: joined(design.name),
    issuer: profileOf(issuer),
    validFrom: award.validFrom,
    ...(award.validUntil ? { validUntil: award.validUntil } : {}),
    awardedDate: `${award.awardedOn}T00:00:00Z`,
    credentialSubject: {
      id: award.subject,
      type: ['AchievementSubject'],
      identifier: [
        { type: 'IdentityObject', identityHash: award.learner, identityType: 'name', hashed: false },
      ],
      achievement: {
        id: `urn:uuid:${design.id}`,
        type: ['Achievement'],
        achievementType: ACHIEVEMENT_TYPE[design.kind],
        name: joined(design.name),
        description: joined(design.description, '\n\n'),
        criteria: { narrative: joined(design.criteria, '\n\n') },
        creator: profileOf(issuer),
        image: { id: design.image, type: 'Image', caption: joined(design.name) },
        ...(design.alignments.length ? { alignment: design.alignments.map(alignmentOf) } : {}),
        ...(levels
          ? {
              resultDescription: [
                {
                  id: result,
                  type: ['ResultDescription'],
                  name: '等级 / Level',
                  resultType: 'PerformanceLevel',
                  allowedValue: [...design.levels],
                },
              ],
            }
          : {}),
      },
      ...(levels && award.level
        ? { result: [{ type: ['Result'], resultDescription: result, value: award.level }] }
        : {}),
    },
    ...(award.evidence.length ? { evidence: award.evidence.map(evidenceOf) } : {}),
    credentialStatus: [
      statusEntry('revocation', award.status.revocation, award.status.index),
      statusEntry('suspension', award.status.suspension, award.status.index),
    ],
    credentialSchema: [{ id: OB_SCHEMA, type: SCHEMA_TYPE }],
  }
}

const alignmentOf = ({ name, url, code, framework }: Alignment) => ({
  type: ['Alignment'],
  targetName: name,
  targetUrl: url,
  ...(code ? { targetCode: code } : {}),
  ...(framework ? { targetFramework: framework } : {}),
})

const evidenceOf = ({ name, url, narrative }: Evidence) => ({
  ...(url ? { id: url } : {}),
  type: ['Evidence'],
  name,
  ...(narrative ? { narrative } : {}),
})

/** One of a learner's credentials as it was issued, in the form that the record is signed in. */
export type Held = { token: string } | { document: Credential }

/**
 * A learner's credentials in one Comprehensive Learner Record, each as it was issued. `partial`: there are more than it
 * holds.
 */
export function learnerRecord(
  issuer: Issuer,
  record: {
    id: string
    subject: string
    learner: string
    validFrom: string
    held: readonly Held[]
    partial: boolean
  },
): Credential {
  return {
    '@context': [VC2, CLR, OPEN_BADGES, OPEN_BADGES_EXTENSIONS],
    id: `urn:uuid:${record.id}`,
    type: ['VerifiableCredential', 'ClrCredential'],
    name: `${record.learner}的学习记录 / Learner record of ${record.learner}`,
    issuer: profileOf(issuer),
    validFrom: record.validFrom,
    partial: record.partial,
    credentialSubject: {
      id: record.subject,
      type: ['ClrSubject'],
      identifier: [
        { type: 'IdentityObject', identityHash: record.learner, identityType: 'name', hashed: false },
      ],
      verifiableCredential: record.held.map(one =>
        'document' in one
          ? one.document
          : {
              '@context': VC2,
              id: `data:application/vc+jwt,${one.token}`,
              type: 'EnvelopedVerifiableCredential',
            },
      ),
    },
    credentialSchema: [{ id: CLR_SCHEMA, type: SCHEMA_TYPE }],
  }
}

/** The claims of a `vc+jwt`: the credential itself, with JWT's own names for what Open Badges asks for twice. */
export function tokenClaims(credential: Credential): Record<string, unknown> {
  const { issuer, validFrom, validUntil, credentialSubject } = credential as Record<string, unknown> as {
    issuer: { id: string }
    validFrom: string
    validUntil?: string
    credentialSubject: { id: string }
  }
  const seconds = (stamp: string) => Math.floor(Date.parse(stamp) / 1000)
  return {
    ...credential,
    iss: issuer.id,
    jti: credential.id,
    sub: credentialSubject.id,
    nbf: seconds(validFrom),
    ...(validUntil ? { exp: seconds(validUntil) } : {}),
  }
}

/** The unsigned status list credential of one purpose. */
export function statusListCredential(list: {
  address: string
  did: string
  purpose: 'revocation' | 'suspension'
  encoded: string
  validFrom: string
  validUntil: string
}): Credential {
  return {
    '@context': [VC2],
    id: list.address,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: list.did,
    validFrom: list.validFrom,
    validUntil: list.validUntil,
    credentialSubject: {
      id: `${list.address}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.purpose,
      encodedList: list.encoded,
    },
  }
}
