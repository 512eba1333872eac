/** What a document breaks of W3C Verifiable Credentials Data Model 2.0; `code` names the rule, `path` the place. */
export type ShapeProblem = { path: string; code: ShapeCode }
export type ShapeCode =
  | 'context'
  | 'url'
  | 'text'
  | 'type'
  | 'type_missing'
  | 'issuer'
  | 'date'
  | 'date_order'
  | 'subject'
  | 'object'
  | 'digest'
  | 'twice'
  | 'proof'
  | 'contradiction'

type Json = Record<string, unknown>

export const VC2 = 'https://www.w3.org/ns/credentials/v2'
export const VC1 = 'https://www.w3.org/2018/credentials/v1'

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const listOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** A URL as the data model means it: absolute, with a scheme, without spaces. */
export function isUrl(value: unknown): value is string {
  return (
    typeof value === 'string' && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value) && value.length <= 4000
  )
}

/** XML Schema's dateTimeStamp: a date, a time and always a time zone. */
const STAMP = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
export const isStamp = (value: unknown): value is string =>
  typeof value === 'string' && value.length < 50 && STAMP.test(value) && !Number.isNaN(Date.parse(value))

/** A type is a term of a context or a URL. */
const isType = (value: unknown) => typeof value === 'string' && /^\S{1,300}$/.test(value)

/** The id of an issuer, which is a URL or an object with one. */
export function issuerIdOf(document: Json): string | null {
  const id = isObject(document.issuer) ? document.issuer.id : document.issuer
  return isUrl(id) ? id : null
}

class Checks {
  readonly problems: ShapeProblem[] = []

  add(path: string, code: ShapeCode): void {
    if (this.problems.length < 20) this.problems.push({ path, code })
  }

  context(value: unknown): void {
    if (!Array.isArray(value) || value.length === 0) {
      this.add('@context', 'context')
      return
    }
    if (value[0] !== VC2 && value[0] !== VC1) this.add('@context[0]', 'context')
    for (const [i, one] of value.entries())
      if (!isUrl(one) && !isObject(one)) this.add(`@context[${i}]`, 'context')
    const names = value.filter(one => typeof one === 'string')
    if (new Set(names).size < names.length) this.add('@context', 'twice')
  }

  types(value: unknown, path: string, needed?: string): void {
    const types = listOf(value)
    if (types.length === 0 || !types.every(isType)) this.add(path, 'type')
    else if (needed && !types.includes(needed)) this.add(path, 'type_missing')
  }

  optionalUrl(value: unknown, path: string): void {
    if (value !== undefined && !isUrl(value)) this.add(path, 'url')
  }

  /** Text, or text with its language and direction, or several of them. */
  words(value: unknown, path: string): void {
    for (const one of listOf(value)) {
      if (typeof one === 'string') continue
      const fine =
        isObject(one) &&
        typeof one['@value'] === 'string' &&
        Object.entries(one).every(
          ([key, part]) => ['@value', '@language', '@direction'].includes(key) && typeof part === 'string',
        )
      if (!fine) this.add(path, 'text')
    }
  }

  /** One object or several, each with a type of its own; `idNeeded` where the model asks for one. */
  typed(value: unknown, path: string, idNeeded = false): void {
    if (value === undefined) return
    for (const one of listOf(value)) {
      if (!isObject(one)) this.add(path, 'object')
      else {
        this.types(one.type, `${path}.type`)
        if (idNeeded && !isUrl(one.id)) this.add(`${path}.id`, 'url')
        else this.optionalUrl(one.id, `${path}.id`)
      }
    }
  }

  schemas(value: unknown): void {
    this.typed(value, 'credentialSchema', true)
    for (const one of listOf(value))
      if (isObject(one) && typeof one.type !== 'string') this.add('credentialSchema.type', 'type')
  }

  related(value: unknown): void {
    if (value === undefined) return
    const seen = new Set<unknown>()
    for (const one of listOf(value)) {
      if (!isObject(one)) {
        this.add('relatedResource', 'object')
        continue
      }
      if (!isUrl(one.id)) this.add('relatedResource.id', 'url')
      if (seen.has(one.id)) this.add('relatedResource.id', 'twice')
      seen.add(one.id)
      if (one.mediaType !== undefined && typeof one.mediaType !== 'string')
        this.add('relatedResource.mediaType', 'text')
      if (!hasDigest(one)) this.add('relatedResource', 'digest')
    }
  }

  proofs(value: unknown): void {
    if (value === undefined) return
    for (const proof of listOf(value)) {
      if (!isObject(proof) || typeof proof.type !== 'string') {
        this.add('proof', 'proof')
        continue
      }
      if (proof.proofPurpose !== undefined && typeof proof.proofPurpose !== 'string')
        this.add('proof.proofPurpose', 'text')
      if (proof.verificationMethod !== undefined && !isUrl(proof.verificationMethod))
        this.add('proof.verificationMethod', 'url')
      if (proof.type === 'DataIntegrityProof' && typeof proof.cryptosuite !== 'string')
        this.add('proof.cryptosuite', 'text')
      if (proof.proofValue !== undefined && !/^[zu][\w-]{20,2000}$/.test(String(proof.proofValue)))
        this.add('proof.proofValue', 'proof')
      for (const name of ['created', 'expires'] as const)
        if (proof[name] !== undefined && !isStamp(proof[name])) this.add(`proof.${name}`, 'date')
      // Names of other proofs: strings, alone or in a list.
      if (!listOf(proof.previousProof).every(isUrl)) this.add('proof.previousProof', 'proof')
      this.optionalUrl(proof.id, 'proof.id')
    }
  }

  period(document: Json, from: string, until: string): void {
    for (const name of [from, until])
      if (document[name] !== undefined && !isStamp(document[name])) this.add(name, 'date')
    const [begins, ends] = [document[from], document[until]]
    if (isStamp(begins) && isStamp(ends) && Date.parse(begins) > Date.parse(ends))
      this.add(until, 'date_order')
  }
}

/** Subresource Integrity or Multibase, one of them at least and each in its own form. */
function hasDigest({ digestSRI, digestMultibase }: Json): boolean {
  if (digestSRI === undefined && digestMultibase === undefined) return false
  const sri =
    digestSRI === undefined ||
    (typeof digestSRI === 'string' && /^sha(256|384|512)-[A-Za-z0-9+/]{43,86}={0,2}$/.test(digestSRI))
  const multibase =
    digestMultibase === undefined ||
    (typeof digestMultibase === 'string' && /^[uz][\w-]{40,200}$/.test(digestMultibase))
  return sri && multibase
}

/**
 * Everything in a credential that the data model forbids and libraries let pass. Source: W3C Verifiable Credentials
 * Data Model 2.0, sections 4.2 to 4.13 and 5.3; Verifiable Credential Data Integrity 1.0, section 2.1.
 */
export function credentialProblems(document: Json): ShapeProblem[] {
  const checks = new Checks()
  const old = Array.isArray(document['@context']) && document['@context'][0] === VC1
  checks.context(document['@context'])
  checks.types(document.type, 'type', 'VerifiableCredential')
  checks.optionalUrl(document.id, 'id')
  checks.words(document.name, 'name')
  checks.words(document.description, 'description')
  if (issuerIdOf(document) === null) checks.add('issuer', 'issuer')
  if (isObject(document.issuer)) {
    checks.words(document.issuer.name, 'issuer.name')
    checks.words(document.issuer.description, 'issuer.description')
  }
  if (old) {
    if (!isStamp(document.issuanceDate)) checks.add('issuanceDate', 'date')
    checks.period(document, 'issuanceDate', 'expirationDate')
  } else checks.period(document, 'validFrom', 'validUntil')
  const subjects = listOf(document.credentialSubject)
  if (subjects.length === 0) checks.add('credentialSubject', 'subject')
  for (const subject of subjects) {
    if (!isObject(subject) || Object.keys(subject).length === 0) checks.add('credentialSubject', 'subject')
    else checks.optionalUrl(subject.id, 'credentialSubject.id')
  }
  checks.typed(document.credentialStatus, 'credentialStatus')
  checks.schemas(document.credentialSchema)
  checks.typed(document.refreshService, 'refreshService')
  checks.typed(document.termsOfUse, 'termsOfUse')
  checks.typed(document.evidence, 'evidence')
  checks.related(document.relatedResource)
  checks.proofs(document.proof)
  return checks.problems
}

/** What a presentation breaks of the same model, without its credentials, which are looked at one by one. */
export function presentationProblems(document: Json): ShapeProblem[] {
  const checks = new Checks()
  checks.context(document['@context'])
  checks.types(document.type, 'type', 'VerifiablePresentation')
  checks.optionalUrl(document.id, 'id')
  const holder = isObject(document.holder) ? document.holder.id : document.holder
  checks.optionalUrl(holder, 'holder')
  checks.typed(document.termsOfUse, 'termsOfUse')
  checks.proofs(document.proof)
  const credentials = listOf(document.verifiableCredential)
  if (!credentials.every(isObject)) checks.add('verifiableCredential', 'object')
  return checks.problems
}
