import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { runnerImport } from 'vite'
import { ensureWebBundle } from '#platform/server/http/web-bundle.ts'
import { type PageRoute, wordsOf } from '#platform/web/routes.ts'

/**
 * Compressed script (brotli, as it is sent) of the sign-in page and of what each other page adds to the frame.
 * Run: `npm run bench -- web-size`. Ends with 1 when a page is over its budget.
 */

const KILO = 1000
const SIGN_IN = 'src/modules/accounts/web/SignInPage.tsx'
const BUDGETS = { signIn: 250 * KILO, route: 150 * KILO }
/** Pages that may be larger, with their reason. */
const NAMED: Record<string, number> = {}

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; isEntry?: boolean }
type Manifest = Record<string, Chunk>

const root = resolve(import.meta.dirname, '..')
const log = { info: () => {}, warn: (said: unknown) => console.warn(said) }
const bundle = await ensureWebBundle({ root, dataDir: join(root, 'data'), log: log as never })
const manifest = JSON.parse(await readFile(join(bundle, '.vite', 'manifest.json'), 'utf8')) as Manifest
const sizes = JSON.parse(await readFile(join(bundle, 'complete.json'), 'utf8')) as Record<
  string,
  { br: number }
>

/** The files a chunk needs before it runs, itself included. */
function filesOf(keys: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || seen.has(chunk.file)) return
    seen.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  keys.forEach(visit)
  return seen
}

const weigh = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + (sizes[file.replace('assets/', '')]?.br ?? 0), 0)

const entry = manifest['index.html'] && 'index.html'
if (!entry) throw new Error('the bundle has no entry')
// Everybody loads the frame, the early words of one language and those of the controls; a page brings its own sets.
const wordFile = (set: string) => `virtual:words/${set}.zh`
const words = [wordFile('early'), 'node_modules/antd/es/locale/zh_CN.js']
if (words.some(file => !manifest[file])) throw new Error('the early words are no files of their own')
const frame = filesOf([entry, ...words])
const { module: listed } = await runnerImport<{ pages: PageRoute[][] }>(join(root, 'src', 'app', 'pages.ts'))
/** The sets of words that a page waits for. */
const wordsOfPage = new Map(
  listed.pages
    .flat()
    .map(page => [
      /src\/modules\/[^'"]+\.tsx/.exec(String(page.lazy))?.[0] ?? '',
      page.early ? [] : wordsOf(page),
    ]),
)
const pages = Object.keys(manifest).filter(key => /^src\/modules\/.*\.tsx$/.test(key))
if (!pages.includes(SIGN_IN)) throw new Error(`${SIGN_IN} is no chunk of its own`)

const signIn = weigh(filesOf([entry, ...words, SIGN_IN]))
const kilo = (bytes: number) => `${(bytes / KILO).toFixed(1).padStart(7)} kB`
const lines = [
  { name: 'sign-in page, everything', size: signIn, budget: BUDGETS.signIn },
  ...pages.map(page => {
    const sets = wordsOfPage.get(page)
    const added = [...filesOf([page, ...(sets ?? []).map(wordFile)])].filter(file => !frame.has(file))
    return { name: page, size: weigh(added), budget: NAMED[page] ?? BUDGETS.route }
  }),
].map(line => ({ ...line, share: line.size / line.budget }))
console.log(`${kilo(weigh(frame))}  frame and early words`)
for (const { name, size, budget } of lines) console.log(`${kilo(size)} of ${kilo(budget)}  ${name}`)
const worst = Math.max(...lines.map(line => line.share))
console.log(`web-size ratio=${worst.toFixed(3)} goal=1`)
process.exitCode = worst > 1 ? 1 : 0
