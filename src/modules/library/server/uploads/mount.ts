import type { Server } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inAudience } from '#platform/contract/access.ts'
import { Failure, missing } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import { asViewer } from '#platform/server/database/session.ts'
import type { SessionReader } from '#platform/server/http/pipeline.ts'
import { bringItem } from '../../policy.ts'
import { maySend } from '../queries/uploads.ts'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
const PATH = '/api/library/uploads'

type Of = FastifyRequest<{ Params: { id: string } }>

/**
 * The bytes of uploads, by tus 1.0 (HEAD, PATCH, DELETE; OPTIONS says so): asked of the upload's own sender alone, at
 * every request anew. An upload is opened by `beginUpload`.
 */
export async function addUploads(
  app: FastifyInstance,
  services: Services,
  readSession: SessionReader,
): Promise<void> {
  let tus: Promise<Server> | undefined
  const handle = async (request: Of, reply: FastifyReply) => {
    const session = await readSession(request)
    const viewer = session?.viewer ?? null
    if (!viewer || viewer.scopes) throw new Failure('unauthenticated', 'unauthenticated')
    if (!inAudience(bringItem, viewer)) throw new Failure('forbidden', 'forbidden')
    const { id } = request.params
    if (!UUID.test(id)) missing()
    const own = await asViewer(services.appPool, viewer, true, ({ db }) => maySend(db, id))
    if (!own) missing()
    tus ??= openTus(services)
    const server = await tus
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    await server.handle(request.raw, reply.raw)
  }
  await app.register(async scope => {
    scope.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) =>
      done(null, payload),
    )
    scope.route({
      method: ['HEAD', 'PATCH', 'DELETE', 'OPTIONS'],
      url: `${PATH}/:id/bytes`,
      bodyLimit: Number.MAX_SAFE_INTEGER,
      exposeHeadRoute: false,
      handler: handle as never,
    })
  })
}

/** Read with the first upload: nothing else needs it. */
async function openTus(services: Services): Promise<Server> {
  const [{ MemoryLocker, Server }, { UploadStore }] = await Promise.all([
    import('@tus/server'),
    import('./upload-store.ts'),
  ])
  return new Server({
    path: PATH,
    datastore: new UploadStore(services),
    // Within one process the later of two waits for the former; between processes the store's counting decides.
    locker: new MemoryLocker(),
    getFileIdFromRequest: request => new URL(request.url).pathname.split('/').at(-2),
    allowedOrigins: [],
  })
}
