import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

/** Run as a process: `node web-build.ts ROOT OUT`. Builds the web pages and compresses them once for all readers. */

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

const [root, outDir] = process.argv.slice(2)
if (!root || !outDir) throw new Error('usage: web-build.ts ROOT OUT')

await build({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir, emptyOutDir: true },
})

const assets = join(outDir, 'assets')
const sizes: Record<string, { raw: number; br: number }> = {}
for (const name of await readdir(assets)) {
  if (!/\.(js|css|svg|json)$/.test(name)) continue
  const content = await readFile(join(assets, name))
  const [br, gz] = await Promise.all([
    toBrotli(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    toGzip(content, { level: 9 }),
  ])
  await Promise.all([writeFile(join(assets, `${name}.br`), br), writeFile(join(assets, `${name}.gz`), gz)])
  sizes[name] = { raw: content.length, br: br.length }
}
// Last: a bundle without this file is not complete.
await writeFile(join(outDir, 'complete.json'), JSON.stringify(sizes))
