import type { Readable } from 'node:stream'
import type { AnswerOf, Endpoint, InputOf } from '../../contract/endpoint.ts'
import type { Context, Services } from '../context.ts'
import type { ByteRange, Stored } from '../files/store.ts'

/** A file that an endpoint answers with. */
export type FileAnswer = {
  name: string
  mediaType: string
  content: Readable | Uint8Array | ContentInParts
  /** Shown in the page instead of saved; only for types that cannot run script. */
  inline?: boolean
}
/** What is also given in parts, as players and broken downloads ask for: its size, and how to open a part or the whole. */
export type ContentInParts = { size: number; open: (range?: ByteRange) => Promise<Readable> }

export type Answered<E> = E extends { answer: 'file' }
  ? FileAnswer
  : E extends { answer: 'nothing' }
    ? undefined
    : AnswerOf<E>
/** The bytes of an `upload` endpoint, already stored under their hash; the use case decides what they are. */
export type Upload = Stored & { name: string }
export type Handler<E> = (context: Context, input: InputOf<E>, upload: Upload) => Promise<Answered<E>>

/** Looks at a request before a byte of its upload is stored, and throws to refuse it. */
export type Gate<E> = (services: Services, input: InputOf<E>) => Promise<void>

export type Route = {
  readonly endpoint: Endpoint
  readonly handle: (context: Context, input: never, upload: Upload) => Promise<unknown>
  readonly gate?: (services: Services, input: never) => Promise<void>
}

/**
 * Joins an endpoint to its use case: one line of a module's router. `gate` is for uploads that anybody may try,
 * whose permission alone does not yet say that the file is wanted.
 */
export function on<E extends Endpoint>(endpoint: E, handle: Handler<E>, gate?: Gate<E>): Route {
  return { endpoint, handle, gate }
}
