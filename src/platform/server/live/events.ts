import type { FastifyInstance } from 'fastify'
import { Failure } from '../../contract/errors.ts'
import type { SessionReader } from '../http/pipeline.ts'
import type { Live, LiveEvent } from './live.ts'

type Session = NonNullable<Awaited<ReturnType<SessionReader>>>

const HEARTBEAT_MS = 25_000
const STREAMS_PER_PERSON = 20

/**
 * Server-sent events of the signed-in person at `/api/events`. An event reaches a page only when its data
 * names that person (`personId`) or the organisation they act for (`organisationId`).
 */
export function addLiveEvents(
  app: FastifyInstance,
  live: Live,
  readSession: SessionReader,
  heartbeatMs = HEARTBEAT_MS,
): void {
  const open = new Map<string, number>()
  app.get(
    '/api/events',
    { config: { rateLimit: { max: 120, timeWindow: 60_000 } } },
    async (request, reply) => {
      const session = await readSession(request)
      if (!session || session.viewer.scopes) throw new Failure('unauthenticated', 'unauthenticated')
      const { personId, organisationId } = session.viewer
      if ((open.get(personId) ?? 0) >= STREAMS_PER_PERSON)
        throw new Failure('too_many', 'too_many', { seconds: 60 })
      open.set(personId, (open.get(personId) ?? 0) + 1)

      reply.hijack()
      const stream = reply.raw
      stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        // A stream that has ended must not leave a connection behind that closing then waits for.
        connection: 'close',
      })
      // Words and heartbeats may still be on their way when the stream has ended.
      const say = (text: string) => void (stream.writableEnded || stream.write(text))
      say('retry: 1000\n\n')
      const forward = (event: LiveEvent) => {
        // Whoever acts elsewhere now, or nowhere any more, is asked again who they are: the page reconnects.
        if (isOver(event, session)) return void stream.end()
        if (event.topic === 'live.reconnected' || isFor(event, personId, organisationId))
          say(`data: ${JSON.stringify({ topic: event.topic, data: event.data })}\n\n`)
      }
      const off = live.on('*', forward)
      // A day can end what nobody's word does: an affiliation with an end, a session with its thirtieth day.
      const check = async () => {
        const now = await readSession(request, { seen: false }).catch(() => session)
        if (!now || !isSame(now, session)) stream.end()
        else say(': still here\n\n')
      }
      const beat = setInterval(() => void check(), heartbeatMs)
      const end = () => stream.end()
      endings.add(end)
      stream.on('close', () => {
        off()
        endings.delete(end)
        clearInterval(beat)
        open.set(personId, (open.get(personId) ?? 1) - 1)
        if (!open.get(personId)) open.delete(personId)
      })
    },
  )
  const endings = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of endings) end()
  })
}

/** Whether a session still acts as it did when a stream was opened for it. */
function isSame(now: Session, then: Session): boolean {
  return (
    now.sessionId === then.sessionId &&
    now.viewer.affiliationId === then.viewer.affiliationId &&
    now.viewer.role === then.viewer.role
  )
}

/** Whether what a stream was opened for no longer holds. */
function isOver({ topic, data }: LiveEvent, { sessionId, viewer }: Session): boolean {
  if (topic === 'session.revoked') return data?.sessionId === sessionId
  return topic === 'viewer.changed' && data?.personId === viewer.personId
}

function isFor(event: LiveEvent, personId: string, organisationId: string | null): boolean {
  const { data } = event
  if (data?.personId) return data.personId === personId
  return Boolean(data?.organisationId) && data?.organisationId === organisationId
}
