import { isObject, isUrl, listOf } from './shape.ts'
import type { Claims } from './verdict.ts'

type Json = Record<string, unknown>
const MOST = 2000
const SUBJECTS_MOST = 20

/** Plain text of a value that may be text, text with a language, or several of them; cut where it is endless. */
function words(value: unknown): string | null {
  const said = listOf(value)
    .map(one => (isObject(one) ? one['@value'] : one))
    .filter(one => typeof one === 'string' && one.trim() !== '')
  // Marks that turn the direction of what follows could make one name look like another.
  const text = said.join(' / ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
  return text ? text.slice(0, MOST) : null
}

function learnerOf(subject: Json): string | null {
  for (const one of listOf(subject.identifier))
    if (isObject(one) && one.hashed === false && String(one.identityType).endsWith('name'))
      return words(one.identityHash)
  return words(subject.name)
}

/** What a credential says, for people to read; everything may be missing. */
export function claimsOf(document: Json): Claims {
  const subjects = listOf(document.credentialSubject).filter(isObject)
  const subject = subjects[0] ?? {}
  const achievement = listOf(subject.achievement).find(isObject) ?? {}
  const criteria = isObject(achievement.criteria) ? achievement.criteria : {}
  const result = listOf(subject.result).find(isObject)
  const stamp = (value: unknown) => (typeof value === 'string' ? value.slice(0, 40) : null)
  return {
    id: isUrl(document.id) ? document.id : null,
    types: listOf(document.type)
      .filter(one => typeof one === 'string')
      .slice(0, 20),
    title: words(achievement.name) ?? words(document.name),
    description: words(achievement.description) ?? words(document.description),
    criteria: words(criteria.narrative),
    level: result ? words(result.value) : null,
    // Whoever else it is about is named too: nobody passes for its only holder.
    learner:
      subjects
        .slice(0, SUBJECTS_MOST)
        .flatMap(one => learnerOf(one) ?? [])
        .join(' / ')
        .slice(0, MOST) || null,
    validFrom: stamp(document.validFrom ?? document.issuanceDate),
    validUntil: stamp(document.validUntil ?? document.expirationDate),
    awardedOn: stamp(document.awardedDate)?.slice(0, 10) ?? null,
    evidence: listOf(document.evidence)
      .filter(isObject)
      .slice(0, 20)
      .map(one => ({ name: words(one.name), address: isUrl(one.id) ? one.id.slice(0, 500) : null })),
  }
}

/** What the issuer calls itself. */
export function issuerNameOf(document: Json): string | null {
  return isObject(document.issuer) ? words(document.issuer.name) : null
}
