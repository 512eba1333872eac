import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { selectPublicNotices } from '#modules/information/server/index.ts'
import type { Language } from '#platform/contract/fields.ts'
import type { Services } from '#platform/server/context.ts'
import { asViewer, type Db } from '#platform/server/database/session.ts'
import { failureOf } from '#platform/server/database/violations.ts'
import { languageOf } from '#platform/server/http/request-context.ts'
import type { PublicSource } from '#platform/server/public.ts'
import { languageOfPath, pathOf, readPath } from '../rules/addresses.ts'
import { feedOf } from './feed.ts'
import { framed, plainPage } from './frame.ts'
import {
  isAnythingPublic,
  selectMemberPages,
  selectOptionalPublicGroup,
  selectPublicGroups,
} from './queries.ts'
import { type Asked, readPage } from './read.ts'
import { type MappedPage, robotsOf, sitemapOf } from './sitemap.ts'
import { type Pen, penOf } from './view.ts'

/** How long a page may be shown without asking whether it has changed. */
const FRESH = 'public, max-age=300'
const REQUESTS_A_MINUTE = 1200
const NEWS_IN_FEED = 20
const NEWS_MAPPED = 500
const MEMBERS_MAPPED = 20_000

const HTML = 'text/html; charset=utf-8'
/** No script, no frame, no form: text, our own style sheet, its fonts and the mark. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export type SiteOptions = {
  sources: readonly PublicSource[]
  /** Its address; null where there is no bundle. */
  stylesheet: string | null
  requestsAMinute?: number
}

/** The public site: pages, feeds, the map for search engines, and the page for addresses that are none. */
export function createSite(
  services: Services,
  { sources, stylesheet, requestsAMinute = REQUESTS_A_MINUTE }: SiteOptions,
) {
  const { config, appPool, text } = services
  const publicUrl = config.PUBLIC_URL ? new URL(config.PUBLIC_URL) : null
  const headers: Record<string, string> = {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    ...(publicUrl?.protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
  const originOf = (request: FastifyRequest) => publicUrl?.origin ?? `${request.protocol}://${request.host}`
  const penFor = (language: Language, origin: string): Pen => penOf(text, { language, origin, stylesheet })
  /** As nobody: row-level security leaves what everybody may see. */
  const asNobody = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
    asViewer(appPool, null, true, ({ db }) => work(db))

  function missing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const language = languageOfPath(pathOnly(request)) ?? languageOf(request)
    return reply
      .code(404)
      .headers({ 'content-language': language, 'cache-control': 'public, max-age=60' })
      .type(HTML)
      .send(plainPage(penFor(language, ''), 'missing'))
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const path = pathOnly(request)
    const found = readPath(path)
    if (!found) {
      const withoutSlash = path.replace(/\/+$/, '')
      return readPath(withoutSlash) ? reply.redirect(withoutSlash, 301) : missing(request, reply)
    }
    const { page, language } = found
    const origin = originOf(request)
    const pen = penFor(language, origin)
    if (page.kind === 'sign_in') return enter(reply, language, '/sign-in')
    if (page.kind === 'join' || page.kind === 'feed')
      return asNobody(async db => {
        const group = await selectOptionalPublicGroup(db, page.group)
        if (!group) return missing(request, reply)
        if (page.kind === 'join') return enter(reply, language, `/join/${group.id}`)
        const notices = await selectPublicNotices(db, group.id, { limit: NEWS_IN_FEED, offset: 0 })
        return send(request, reply, 'application/atom+xml; charset=utf-8', feedOf(pen, group, notices))
      })
    if (page.kind === 'front') {
      const groups = await asNobody(selectPublicGroups)
      const [only, another] = groups
      if (only && !another)
        return reply
          .header('cache-control', FRESH)
          .redirect(pathOf({ kind: 'group', group: only.address }, language))
    }
    const view = await asNobody(db => readPage({ pen, db, sources }, page, request.query as Asked))
    if (!view) return missing(request, reply)
    reply.header('content-language', language)
    return send(request, reply, HTML, framed(pen, view))
  }

  /** The way into the platform, in the language of the page that led there. */
  function enter(reply: FastifyReply, language: Language, to: string): FastifyReply {
    const secure = publicUrl?.protocol === 'https:' ? '; Secure' : ''
    return reply
      .header('set-cookie', `language=${language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`)
      .header('cache-control', 'no-store')
      .redirect(to)
  }

  async function mapped(): Promise<MappedPage[]> {
    return asNobody(async db => {
      const groups = await selectPublicGroups(db)
      const pages: MappedPage[] = groups.length > 1 ? [{ page: { kind: 'front' }, changedAt: null }] : []
      for (const group of groups) {
        const at = { group: group.address }
        const notices = await selectPublicNotices(db, group.id, { limit: NEWS_MAPPED, offset: 0 })
        pages.push(
          { page: { kind: 'group', ...at }, changedAt: group.updatedAt },
          { page: { kind: 'members', ...at }, changedAt: null },
          { page: { kind: 'news', ...at }, changedAt: notices[0]?.publishedAt ?? null },
          ...notices.map(({ id, editedAt, publishedAt }) => ({
            page: { kind: 'notice' as const, ...at, id },
            changedAt: editedAt ?? publishedAt,
          })),
        )
      }
      for (const { code, updatedAt } of await selectMemberPages(db, MEMBERS_MAPPED))
        pages.push({ page: { kind: 'member', code: code.toLowerCase() }, changedAt: updatedAt })
      return pages.slice(0, 25_000)
    })
  }

  function addTo(app: FastifyInstance): void {
    const options = {
      helmet: false as const,
      config: { rateLimit: { max: requestsAMinute, timeWindow: 60_000 } },
      onRequest: (_request: FastifyRequest, reply: FastifyReply, done: () => void) => {
        reply.headers(headers)
        done()
      },
      errorHandler: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
        const failure = failureOf(error)
        if (!failure) request.log.error({ err: error, requestId: request.id }, 'unexpected error')
        const seconds = String(failure?.data?.seconds ?? 5)
        const language = languageOfPath(pathOnly(request)) ?? languageOf(request)
        return reply
          .code(failure?.kind === 'too_many' ? 429 : 503)
          .headers({ 'retry-after': seconds, 'cache-control': 'no-store' })
          .type(HTML)
          .send(plainPage(penFor(language, ''), 'trouble'))
      },
    }
    app.get('/site', options, (request, reply) =>
      reply
        .headers({ vary: 'cookie, accept-language', 'cache-control': 'no-store' })
        .redirect(pathOf({ kind: 'front' }, languageOf(request))),
    )
    app.get('/site/*', options, answer)
    app.get('/sitemap.xml', options, async (request, reply) =>
      send(request, reply, 'application/xml; charset=utf-8', sitemapOf(originOf(request), await mapped())),
    )
    app.get('/robots.txt', options, (request, reply) =>
      send(request, reply, 'text/plain; charset=utf-8', robotsOf(originOf(request))),
    )
  }

  return {
    addTo,
    /** Whether there is a public site to show to whoever comes without a session. */
    isOpen: () => asNobody(isAnythingPublic),
    /** The page for an address that cannot even be read. */
    missingPage: (path: string, language: Language) => ({
      headers: { ...headers, 'content-type': HTML, 'cache-control': 'no-store' },
      body: plainPage(penFor(languageOfPath(path) ?? language, ''), 'missing'),
    }),
  }
}

const pathOnly = (request: FastifyRequest): string => request.url.split('?')[0] ?? ''

/** Sends a text that caches may hold, or says that the reader's copy is still good. */
function send(request: FastifyRequest, reply: FastifyReply, type: string, body: string): FastifyReply {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  reply.headers({ etag, 'cache-control': FRESH }).type(type)
  const known = request.headers['if-none-match']?.split(',').map(tag => tag.trim())
  return known?.includes(etag) || known?.includes('*') ? reply.code(304).send() : reply.send(body)
}
