// Every page brings the sets of words that it and its parts say.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { pages } from '#app/pages.ts'
import { wordSets } from '#app/word-sets.ts'
import { wordsOf } from '#platform/web/routes.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Fetched with whatever was refused. */
const WITH_REFUSALS = 'errors'

type File = { imports: string[]; says: Set<string> }
const files = new Map<string, File>()

/** What a file imports of our own, and the words it names: whole keys, and all that begin as a key put together does. */
function fileOf(path: string, known: ReadonlyMap<string, unknown>): File {
  const found = files.get(path)
  if (found) return found
  const text = readFileSync(path, 'utf8')
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([#.][^']+\.tsx?)'/g)]
    .map(([, name = '']) =>
      name.startsWith('#') ? join(ROOT, 'src', name.slice(1)) : join(dirname(path), name),
    )
    .filter(each => existsSync(each) && !/messages|routes\.tsx|[\\/]server[\\/]/.test(each))
  const says = new Set<string>()
  if (/[\\/]web[\\/]/.test(path)) {
    for (const [, key = ''] of text.matchAll(/['"`]([a-z]\w*(?:\.\w+)+)['"`]/g))
      if (known.has(key)) says.add(key)
    for (const [, start = ''] of text.matchAll(/`([a-z]\w*\.(?:\w+[._])*)\$\{/g))
      for (const key of known.keys()) if (key.startsWith(start)) says.add(key)
  }
  const file = { imports, says }
  files.set(path, file)
  return file
}

function reach(path: string, known: ReadonlyMap<string, unknown>, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const each of fileOf(path, known).imports) reach(each, known, seen)
  return seen
}

test('every page brings the words that stand on it', async () => {
  const known = new Map<string, Set<string>>()
  for (const [set, words] of Object.entries(await wordSets(pathToFileURL(ROOT), 'zh')))
    for (const key of Object.keys(words))
      for (const named of [key, key.replace(/_(one|other)$/, '')])
        known.set(named, (known.get(named) ?? new Set()).add(set))
  const lacking: string[] = []
  let looked = 0
  for (const page of pages.flat()) {
    const [file] = /src\/modules\/[^'"]+\.tsx/.exec(String(page.lazy)) ?? []
    if (!file) throw new Error(`no file for ${page.path}`)
    const brings = new Set([...wordsOf(page), WITH_REFUSALS])
    for (const path of reach(join(ROOT, file), known))
      for (const key of fileOf(path, known).says) {
        looked += 1
        if (![...(known.get(key) ?? [])].some(set => brings.has(set))) lacking.push(`${page.path}: ${key}`)
      }
  }
  expect(looked).toBeGreaterThan(1000)
  expect(lacking).toEqual([])
})

test('no word is said twice: the second would silently be the one that counts', async () => {
  const said = new Map<string, string>()
  const twice: string[] = []
  for (const file of globSync('src/{modules/*,platform,platform/web}/messages*.zh.ts', { cwd: ROOT })) {
    const { zh } = (await import(pathToFileURL(join(ROOT, file)).href)) as { zh: Record<string, string> }
    for (const key of Object.keys(zh)) {
      const other = said.get(key)
      if (other) twice.push(`${key}: ${other}, ${file}`)
      said.set(key, file)
    }
  }
  expect(said.size).toBeGreaterThan(1000)
  expect(twice).toEqual([])
})
