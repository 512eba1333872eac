import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

const ROOT_FILES = ['index.html', 'vite.config.ts', 'package.json', 'package-lock.json']
const SERVER_ONLY = new Set(['server', 'node_modules'])

/**
 * A short hash over everything the web bundle is made of: the page's sources, the build's settings and
 * the locked packages. Code that runs on the server only does not count.
 */
export async function hashOfWebSources(root: string): Promise<string> {
  const files = [...ROOT_FILES.map(name => join(root, name)), ...(await filesBelow(join(root, 'src')))]
  const hash = createHash('sha256')
  for (const file of files.sort()) {
    const content = await readFile(file).catch(() => Buffer.alloc(0))
    hash.update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex').slice(0, 16)
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(dir, { withFileTypes: true })
  const found = await Promise.all(
    entries.map(async entry => {
      const path = join(dir, entry.name)
      if (entry.isDirectory()) return SERVER_ONLY.has(entry.name) ? [] : filesBelow(path)
      return isOfTheWeb(path) ? [path] : []
    }),
  )
  return found.flat()
}

function isOfTheWeb(path: string): boolean {
  if (path.endsWith('.test.ts')) return false
  const name = path.split(sep)
  // src/app lists both sides; only the page's own entry and the words belong here.
  return name.at(-2) !== 'app' || /^(web|messages)\b/.test(name.at(-1) ?? '')
}
