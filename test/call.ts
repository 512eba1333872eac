import { addressOf } from '#platform/contract/client.ts'
import type { Endpoint, Example } from '#platform/contract/endpoint.ts'
import type { TestClient } from './app.ts'

// biome-ignore lint/suspicious/noExplicitAny: examples of every endpoint alike
export type AnyExample = Example<any, any, any, any>
export type Outcome = { status: number; code: string | null; body: unknown }

/** Sends an example as the typed client would, whatever its answer. */
export async function callExample(
  client: TestClient,
  endpoint: Endpoint,
  example: AnyExample,
): Promise<Outcome> {
  const { params, query, body, upload } = example
  const headers: Record<string, string> = { 'x-overpass': '1' }
  if (upload) headers['content-type'] = 'application/octet-stream'
  else if (endpoint.body) headers['content-type'] = 'application/json'
  const response = await client.raw(addressOf(endpoint, { params, query } as never), {
    method: endpoint.method,
    headers,
    body: upload ? new Blob([upload as BlobPart]) : endpoint.body ? JSON.stringify(body ?? {}) : undefined,
  })
  return outcomeOf(response)
}

export async function outcomeOf(response: Response): Promise<Outcome> {
  const text = await response.text()
  const json = response.headers.get('content-type')?.startsWith('application/json') ?? false
  let body: unknown = text
  if (json)
    try {
      body = JSON.parse(text)
    } catch {
      // Announced as JSON and none: left as it is for the caller to wonder at.
    }
  const code = (body as { error?: { code?: unknown } } | null)?.error?.code
  return { status: response.status, code: typeof code === 'string' ? code : null, body }
}
