import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Endpoint } from '../../contract/endpoint.ts'
import { documentSchema } from './schema.ts'

type Json = Record<string, unknown>

const errorSchema: Json = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      required: ['code'],
      properties: {
        code: { type: 'string', description: 'What went wrong; stable.' },
        data: { type: 'object' },
        fields: {
          type: 'array',
          items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' } } },
        },
        requestId: { type: 'string' },
      },
    },
  },
}

function parameters(endpoint: Endpoint): Json[] {
  return (['params', 'query'] as const).flatMap(part => {
    const schema = endpoint[part]
    if (!schema) return []
    const { properties = {}, required = [] } = documentSchema(schema, 'input') as {
      properties?: Json
      required?: string[]
    }
    return Object.entries(properties).map(([name, value]) => ({
      name,
      in: part === 'params' ? 'path' : 'query',
      required: part === 'params' || required.includes(name),
      schema: value,
    }))
  })
}

function content(endpoint: Endpoint): Json {
  const { answer } = endpoint
  if (answer === 'nothing') return { '204': { description: 'Done' } }
  const media =
    answer === 'file'
      ? { '*/*': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: documentSchema(answer, 'output') } }
  return { '200': { description: 'Answer', content: media } }
}

function operation(endpoint: Endpoint): Json {
  const { audience, name } = endpoint.permission
  const who = typeof audience === 'string' ? audience : audience.join(', ')
  const body = endpoint.upload
    ? { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
    : endpoint.body && {
        required: true,
        content: { 'application/json': { schema: documentSchema(endpoint.body, 'input') } },
      }
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    description: `Permission \`${name}\`: ${who}.`,
    tags: [endpoint.id.split('.')[0]],
    parameters: parameters(endpoint),
    ...(body ? { requestBody: body } : {}),
    security: audience === 'anyone' ? [] : [{ session: [] }, { apiKey: [] }],
    responses: {
      ...content(endpoint),
      default: { description: 'Refused', content: { 'application/json': { schema: errorSchema } } },
    },
  }
}

/** The OpenAPI 3.1 description of all endpoints. */
export function openApi(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Overpass',
      version: '1',
      description: 'Every request that changes something carries the header `x-overpass: 1`, or an API key.',
    },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'overpass.session_token' },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
    },
  }
}

const DOCS_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"

/** The readable page, 4 MB of script: an application of its own that is loaded when somebody first asks. */
async function createDocs(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const docs = Fastify()
  await docs.register(scalar, {
    routePrefix: '/api/docs',
    configuration: { url: '/api/openapi.json', telemetry: false, withDefaultFonts: false },
  })
  await docs.ready()
  return docs
}

/** Serves the description and a readable page of it. The page has an inline script, so it gets a policy of its own. */
export function addDocumentation(app: FastifyInstance, endpoints: readonly Endpoint[]): void {
  let description: Json | undefined
  app.get('/api/openapi.json', async () => {
    description ??= openApi(endpoints)
    return description
  })
  let docs: Promise<FastifyInstance> | undefined
  const serveDocs = async (request: FastifyRequest, reply: FastifyReply) => {
    docs ??= createDocs()
    const answer = await (await docs).inject(request.url)
    reply.header('content-security-policy', DOCS_POLICY)
    for (const name of ['content-type', 'location'] as const)
      if (answer.headers[name]) reply.header(name, answer.headers[name])
    return reply.code(answer.statusCode).send(answer.rawPayload)
  }
  app.get('/api/docs', serveDocs)
  app.get('/api/docs/*', serveDocs)
}
