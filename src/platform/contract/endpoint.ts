import type { z } from 'zod'
import type { Permission, Scope } from './access.ts'

/** Ids of one prepared small group; modules add what their examples need by declaration merging. */
export interface World {
  readonly seed: string
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What the server answers with: JSON by schema, a file, or nothing. */
export type Answer = z.ZodType | 'file' | 'nothing'

type Shape = z.ZodObject | undefined
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type Sent<S> = S extends z.ZodType ? z.input<S> : undefined

export type Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  A extends Answer = Answer,
  // biome-ignore lint/suspicious/noExplicitAny: an endpoint's subject is checked where it is declared
  S = any,
> = {
  /** `module.verbNoun`, unique. */
  readonly id: string
  readonly method: Method
  /** Path with `:params`, below `/api`. */
  readonly path: `/api/${string}`
  readonly summary: string
  readonly permission: Permission<S>
  /** What an API key needs to call this; without it no key may, whatever its role. */
  readonly scope?: Scope
  /**
   * What the permission is about, where the input alone says it. Without it, a permission that has a
   * `when` must be checked by the use case through `ctx.require`, or the request is refused.
   */
  readonly subject?: (input: Input<P, Q, B>) => S
  readonly params?: P
  readonly query?: Q
  /** JSON body. `upload` instead takes the raw bytes of one file. */
  readonly body?: B
  readonly upload?: { readonly maxBytes: number }
  readonly answer: A
  /** Reads nobody's personal data: runs outside the row-level-security transaction. */
  readonly impersonal?: true
  /** What comes in or goes out is a secret: neither is kept for a retry, and no cache may hold the answer. */
  readonly secret?: true
  /** Requests a minute and client that this endpoint takes, where the general limit is too wide. */
  readonly limit?: number
  /** A valid call, for documentation and for the access walk. May create what it needs through the world. */
  readonly example: (world: World) => Example<P, Q, B, S> | Promise<Example<P, Q, B, S>>
}

export type Input<P, Q, B> = { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> }
export type Example<P, Q, B, S> = {
  params?: Sent<P>
  query?: Sent<Q>
  body?: Sent<B>
  upload?: Uint8Array
  /** What the permission's sentence is asked about, where the use case finds it out. */
  subject?: S
  /** The code of the only answer there can be, where a valid call needs what nobody can prepare. */
  refusal?: string
}

export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, Answer, infer _S> ? Input<P, Q, B> : never
/** What a caller sends; keys without a schema are left out. */
export type RequestOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, Answer, infer _S>
    ? (P extends z.ZodType ? { params: z.input<P> } : { params?: undefined }) &
        (Q extends z.ZodType ? { query?: z.input<Q> } : { query?: undefined }) &
        (B extends z.ZodType ? { body: z.input<B> } : { body?: undefined }) & { upload?: Blob }
    : never
export type AnswerOf<E> = E extends { answer: infer A }
  ? A extends z.ZodType
    ? z.output<A>
    : A extends 'file'
      ? Blob
      : undefined
  : never

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends Uint8Array
    ? T
    : T extends object
      ? { readonly [K in keyof T]: Frozen<T[K]> }
      : T

/** Declares one endpoint. The constant is the only definition of it: server, client and documentation read it. */
export function endpoint<
  S,
  A extends Answer,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends z.ZodType | undefined = undefined,
  // Inferred on its own, so that literals in an example stay literals.
  const X extends Frozen<Example<P, Q, B, S>> = Frozen<Example<P, Q, B, S>>,
>(
  spec: Omit<Endpoint<P, Q, B, A, S>, 'example'> & { readonly example: (world: World) => X | Promise<X> },
): Endpoint<P, Q, B, A, S> {
  return spec as unknown as Endpoint<P, Q, B, A, S>
}
