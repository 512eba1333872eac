/** Kinds of failure and the HTTP status each one answers with. */
export const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const
export type FailureKind = keyof typeof STATUS

export type ErrorData = Record<string, string | number | boolean | null>

/** One field's problem: `path` as in the input ("body.name"), `code` a message key, `data` its values. */
export type FieldProblem = { path: string; code: string; data?: ErrorData }

/** What every failed request answers: a code that messages turn into text, and data for that text. */
export type ErrorBody = {
  error: { code: string; data?: ErrorData; fields?: FieldProblem[]; requestId?: string }
}

/** A failure the user can be told about. Its text lives in the messages under `error.<code>`. */
export class Failure extends Error {
  readonly kind: FailureKind
  readonly code: string
  readonly data: ErrorData | undefined
  readonly fields: FieldProblem[] | undefined

  constructor(kind: FailureKind, code: string, data?: ErrorData, fields?: FieldProblem[]) {
    super(code)
    this.kind = kind
    this.code = code
    this.data = data
    this.fields = fields
  }

  get status(): number {
    return STATUS[this.kind]
  }
}

/** Codes that a module's messages hold a text for, so that a failure without a text does not compile. */
export type CodeOf<Messages> =
  Extract<keyof Messages, `error.${string}`> extends `error.${infer C}` ? C : never

/** Gives a module its `fail`: throws a Failure whose code its message catalogue explains. */
export function failer<Messages>() {
  return (kind: FailureKind, code: CodeOf<Messages>, data?: ErrorData, fields?: FieldProblem[]): never => {
    throw new Failure(kind, code, data, fields)
  }
}

/** Nothing there, or nothing for this viewer: the same answer. */
export function missing(): never {
  throw new Failure('missing', 'missing')
}

/** Somebody else was faster: the answer names the version that is there now. */
export function stale(version: number): never {
  throw new Failure('conflict', 'stale', { version })
}
