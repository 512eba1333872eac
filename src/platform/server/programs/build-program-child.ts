/** Run as a process: `node build-program-child.ts ROOT SOURCE OUT [native]`. Writes one file with all that a program needs. */
import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { lastLineOf } from './built-program.ts'

const [root, source, out, native] = process.argv.slice(2)
if (!root || !source || !out) throw new Error('usage: build-program-child.ts ROOT SOURCE OUT [native]')

const sources = new Set<string>()
const bundle = await rolldown({
  cwd: root,
  input: source,
  platform: 'node',
  logLevel: 'silent',
  external: native ? (id: string) => !/^[./#]/.test(id) : [],
  plugins: [
    {
      name: 'own-files',
      transform(code, id) {
        if (id.includes('node_modules') || id.startsWith('\0')) return undefined
        sources.add(relative(root, id))
        // A file finds what lies beside it by where it stands itself, not by where it was built.
        return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      },
    },
  ],
})
const { output } = await bundle.generate({ format: 'esm', codeSplitting: false })
if (output.length !== 1) throw new Error(`${source} became ${output.length} files`)
await writeFile(out, output[0].code + (await lastLineOf([...sources].sort(), root)))
