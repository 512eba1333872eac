import { readdir, readFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../../contract/errors.ts'
import type { Language } from '../../contract/fields.ts'
import { languageOf } from './request-context.ts'

const MEDIA: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
}
const YEAR_MS = 31_536_000_000
/** Addresses that are no page: an unknown one there answers 404 as JSON. */
const NOT_A_PAGE = /^\/(api|assets|healthz|readyz|metrics)(\/|$)/
export const isPage = (path: string): boolean => !NOT_A_PAGE.test(path)

type Manifest = Record<string, { file: string; imports?: string[] }>

/** The web bundle of one build, read once. */
export type WebBundle = {
  dir: string
  page: string
  /** What asks for the words of a language beside the script. */
  words: Record<Language, string>
  /** The address of the public site's own style sheet. */
  siteStyles: string | null
}

export async function readWebBundle(dir: string): Promise<WebBundle> {
  const manifest = JSON.parse(await readFile(join(dir, '.vite', 'manifest.json'), 'utf8')) as Manifest
  const addressOf = (source: string) => (manifest[source] ? `/${manifest[source].file}` : null)
  const preload = (language: Language) => {
    const address = addressOf(`src/app/messages.${language}.ts`)
    return address ? `<link rel="modulepreload" nonce="__NONCE__" href="${address}">` : ''
  }
  return {
    dir,
    page: await readFile(join(dir, 'index.html'), 'utf8'),
    words: { zh: preload('zh'), en: preload('en') },
    siteStyles: addressOf('src/modules/site/web/site.css'),
  }
}

export type WebOptions = {
  /** Where somebody without a session is led from `/`; null where there is nothing but signing in. */
  publicSite?: (request: FastifyRequest) => Promise<string | null>
}

/**
 * Serves the web bundle: hashed assets for ever, compressed beforehand; every other address outside `/api`
 * answers with the page, which carries the request's nonce and the reader's language.
 */
export async function addWeb(
  app: FastifyInstance,
  { dir, page, words }: WebBundle,
  { publicSite }: WebOptions = {},
): Promise<void> {
  await app.register(serveStatic, {
    root: resolve(dir, 'assets'),
    serve: false,
    preCompressed: true,
    immutable: true,
    maxAge: YEAR_MS,
    index: false,
    dotfiles: 'deny',
  })
  app.get<{ Params: { '*': string } }>('/assets/*', { config: { rateLimit: false } }, (request, reply) =>
    reply.sendFile(request.params['*']),
  )
  for (const [name, content] of await rootFiles(dir))
    app.get(`/${name}`, { config: { rateLimit: false } }, (_request, reply) =>
      reply
        .type(MEDIA[extname(name)] ?? 'application/octet-stream')
        .header('cache-control', 'public, max-age=86400')
        .send(content),
    )
  const answerPage = (request: FastifyRequest, reply: FastifyReply) => {
    if (!isPage(request.url.split('?')[0] ?? '')) throw new Failure('missing', 'missing')
    const language = languageOf(request)
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('vary', 'cookie, accept-language')
      .send(pageFor(page, request.nonce, language, words[language]))
  }
  app.get('/', async (request, reply) => {
    const to = await publicSite?.(request)
    return to ? reply.header('cache-control', 'no-store').redirect(to) : answerPage(request, reply)
  })
  app.get('/*', answerPage)
}

/** The page with this request's nonce, in the reader's language; its words load beside the script. */
function pageFor(page: string, nonce: string, language: Language, words: string): string {
  return page
    .replace('lang="zh-CN"', language === 'en' ? 'lang="en"' : 'lang="zh-CN"')
    .replace('<title>立交桥</title>', language === 'en' ? '<title>Overpass</title>' : '<title>立交桥</title>')
    .replace('</head>', `${words}</head>`)
    .replaceAll('__NONCE__', nonce)
}

async function rootFiles(bundleDir: string): Promise<[string, Buffer][]> {
  const names = (await readdir(bundleDir)).filter(name => extname(name) in MEDIA)
  return Promise.all(
    names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(bundleDir, name))]),
  )
}
