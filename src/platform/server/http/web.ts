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

type Manifest = Record<string, { file: string; imports?: string[] }>

/**
 * Serves the web bundle: hashed assets for ever, compressed beforehand; every other address outside `/api`
 * answers with the page, which carries the request's nonce and the reader's language.
 */
export async function addWeb(app: FastifyInstance, bundleDir: string): Promise<void> {
  const page = await readFile(join(bundleDir, 'index.html'), 'utf8')
  const words = await preloadsOfWords(bundleDir)
  await app.register(serveStatic, {
    root: resolve(bundleDir, 'assets'),
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
  for (const [name, content] of await rootFiles(bundleDir))
    app.get(`/${name}`, { config: { rateLimit: false } }, (_request, reply) =>
      reply
        .type(MEDIA[extname(name)] ?? 'application/octet-stream')
        .header('cache-control', 'public, max-age=86400')
        .send(content),
    )
  const answerPage = (request: FastifyRequest, reply: FastifyReply) => {
    if (NOT_A_PAGE.test(request.url.split('?')[0] ?? '')) throw new Failure('missing', 'missing')
    const language = languageOf(request)
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('vary', 'cookie, accept-language')
      .send(pageFor(page, request.nonce, language, words[language]))
  }
  app.get('/', answerPage)
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

async function preloadsOfWords(bundleDir: string): Promise<Record<Language, string>> {
  const manifest = JSON.parse(await readFile(join(bundleDir, '.vite', 'manifest.json'), 'utf8')) as Manifest
  const preload = (language: Language) => {
    const file = manifest[`src/app/messages.${language}.ts`]?.file
    return file ? `<link rel="modulepreload" nonce="__NONCE__" href="/${file}">` : ''
  }
  return { zh: preload('zh'), en: preload('en') }
}
