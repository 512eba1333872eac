import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../contract/fields.ts'
import { answerError } from './errors.ts'
import { languageOf } from './request-context.ts'
import { isPage } from './web.ts'

/** Writes the page for an address that is none, in the language of the path or else the reader's. */
export type MissingPage = (
  path: string,
  language: Language,
) => { headers: Record<string, string>; body: string }

/** A long line is enough to see what was asked for. */
const LINE_MOST = 8192

/** Answers an address that could not be read before a route was found: as a page where a page was meant. */
export function answerUnreadable(missingPage: MissingPage | undefined) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const path = (request.raw.url ?? '').split('?')[0] ?? ''
    const isAsked = request.method === 'GET' || request.method === 'HEAD'
    if (!missingPage || !isAsked || !isPage(path)) return answerError(error, request, reply)
    const { headers, body } = missingPage(path, languageOf(request))
    return reply.code(404).headers(headers).send(body)
  }
}

type ClientError = Error & { code?: string; rawPacket?: Buffer }
const STATUS: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/**
 * Answers what Node itself could not read as HTTP, such as an address with letters that were not encoded. A
 * browser that follows such a link gets the page, everything else a code.
 */
export function answerClientError(missingPage: MissingPage | undefined) {
  return (error: ClientError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    const path = error.code === 'HPE_INVALID_URL' ? pathOf(error.rawPacket) : undefined
    const page = path === undefined ? undefined : missingPage?.(path, 'zh')
    const status = page ? '404 Not Found' : (STATUS[error.code ?? ''] ?? '400 Bad Request')
    const body = page?.body ?? JSON.stringify({ error: { code: 'input.invalid' } })
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      ...page?.headers,
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`)
    else socket.destroy(error)
  }
}

/** The path of a request line that asks for a page; what could not be read stays as it came. */
function pathOf(packet: Buffer | undefined): string | undefined {
  const line = packet?.subarray(0, LINE_MOST).toString('utf8').split('\r\n')[0] ?? ''
  const target = /^GET (\/[^\s?]*)/.exec(line)?.[1]
  return target !== undefined && isPage(target) ? target : undefined
}
