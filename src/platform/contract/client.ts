import type { AnswerOf, Endpoint, RequestOf } from './endpoint.ts'
import type { ErrorBody } from './errors.ts'

/** A request that the server refused or that never reached it (`code` `network`). */
export class RequestError extends Error {
  readonly status: number
  readonly body: ErrorBody['error']

  constructor(status: number, body: ErrorBody['error']) {
    super(body.code)
    this.status = status
    this.body = body
  }

  get code(): string {
    return this.body.code
  }
}

export type Call = <E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  options?: CallOptions,
) => Promise<AnswerOf<E>>
export type CallOptions = {
  signal?: AbortSignal
  idempotencyKey?: string
  onUpload?: (share: number) => void
}

/** The address of an endpoint with its parameters and query, for links and downloads. */
export function addressOf<E extends Endpoint>(endpoint: E, request: RequestOf<E>): string {
  const { params, query } = request as { params?: Record<string, unknown>; query?: Record<string, unknown> }
  const path = endpoint.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(params?.[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item))
  }
  return search.size ? `${path}?${search}` : path
}

/**
 * A typed client over the endpoint constants.
 * @param send how a request leaves: `fetch` of the page, or of a test with its own cookies
 */
export function createClient(send: (path: string, init: RequestInit) => Promise<Response>): Call {
  return async (endpoint, request, options = {}) => {
    const headers: Record<string, string> = { 'x-overpass': '1' }
    const { body, upload } = request as { body?: unknown; upload?: Blob }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (upload) headers['content-type'] = 'application/octet-stream'
    if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
    let response: Response
    try {
      response = await send(addressOf(endpoint, request as RequestOf<typeof endpoint>), {
        method: endpoint.method,
        headers,
        body: upload ?? (body === undefined ? undefined : JSON.stringify(body)),
        signal: options.signal,
        credentials: 'same-origin',
      })
    } catch (cause) {
      if (options.signal?.aborted) throw cause
      throw new RequestError(0, { code: 'network' })
    }
    if (!response.ok) throw new RequestError(response.status, await errorOf(response))
    if (endpoint.answer === 'nothing') return undefined as never
    return (endpoint.answer === 'file' ? await response.blob() : await response.json()) as never
  }
}

async function errorOf(response: Response): Promise<ErrorBody['error']> {
  try {
    const body = (await response.json()) as Partial<ErrorBody>
    if (typeof body.error?.code === 'string') return body.error
  } catch {
    // not JSON: a proxy answered
  }
  return { code: response.status >= 500 ? 'unavailable' : 'unexpected' }
}
