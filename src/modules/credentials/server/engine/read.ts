import { excess, LIMITS, nestsTooDeep } from '../../rules/limits.ts'
import { isObject, listOf } from '../../rules/shape.ts'
import type { Integrity } from '../../rules/verdict.ts'

type Json = Record<string, unknown>
export type Material =
  | { kind: 'document'; document: Json }
  | { kind: 'token'; token: string; head: Json; payload: Json }
  | { kind: 'presentation'; presentation: Json }
  | { kind: 'nothing'; why: Extract<Integrity, 'unreadable' | 'too_large'> }

const nothing = (why: 'unreadable' | 'too_large') => ({ kind: 'nothing', why }) as const
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/
const ENVELOPE = /^data:application\/(vc\+jwt|vp\+jwt|jwt)[^,]*,/

/** JSON of bounded size and depth that is an object. */
function parse(text: string): Json | 'unreadable' | 'too_large' {
  if (text.length > LIMITS.characters || nestsTooDeep(text)) return 'too_large'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'unreadable'
  }
  if (!isObject(value)) return 'unreadable'
  return excess(value) ? 'too_large' : value
}

/** What a text is: a credential as a document, as a token, or several in a presentation. */
export function readText(text: string): Material {
  const trimmed = text.trim()
  if (trimmed.length > LIMITS.characters) return nothing('too_large')
  if (TOKEN.test(trimmed)) return readToken(trimmed)
  const document = parse(trimmed)
  return typeof document === 'string' ? nothing(document) : readDocument(document)
}

export function readDocument(document: Json): Material {
  const types = listOf(document.type)
  if (types.includes('EnvelopedVerifiableCredential') || types.includes('EnvelopedVerifiablePresentation')) {
    const id = String(document.id ?? '')
    return ENVELOPE.test(id) ? readToken(id.slice(id.indexOf(',') + 1)) : nothing('unreadable')
  }
  if (types.includes('VerifiablePresentation')) return { kind: 'presentation', presentation: document }
  return { kind: 'document', document }
}

function readToken(token: string): Material {
  if (!TOKEN.test(token)) return nothing('unreadable')
  const [head, payload] = token
    .split('.', 2)
    .map(part => parse(Buffer.from(part, 'base64url').toString('utf8')))
  if (!head || !payload || head === 'unreadable' || payload === 'unreadable') return nothing('unreadable')
  if (head === 'too_large' || payload === 'too_large') return nothing('too_large')
  return { kind: 'token', token, head, payload }
}
