import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'overpass-program-'))
  await mkdir(join(root, 'src', 'deep'), { recursive: true })
  await writeFile(join(root, 'package-lock.json'), '{}')
  await writeFile(join(root, 'src', 'deep', 'word.ts'), `export const word: string = 'first'`)
  await writeFile(
    join(root, 'src', 'speak.ts'),
    `import { word } from './deep/word.ts'\nconsole.log(word, import.meta.url.endsWith('/src/speak.ts'))`,
  )
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** As a process that has just started would. */
async function built(): Promise<string> {
  vi.resetModules()
  const { builtProgram } = await import('./built-program.ts')
  return builtProgram(join(root, 'src', 'speak.ts'), { root })
}
const said = (program: string) => execFileSync(process.execPath, [program], { encoding: 'utf8' }).trim()

test('a program is one file, built again when one of its sources has changed and not before', async () => {
  const program = await built()
  expect(program).toBe(join(root, '.cache', 'programs', 'speak.mjs'))
  expect(said(program)).toBe('first true')
  await writeFile(program, (await readFile(program, 'utf8')).replace('first', 'kept'))
  expect(said(await built())).toBe('kept true')

  await writeFile(join(root, 'src', 'deep', 'word.ts'), `export const word: string = 'second'`)
  expect(said(await built())).toBe('second true')
  await writeFile(join(root, 'package-lock.json'), '{"newer": true}')
  await writeFile(program, (await readFile(program, 'utf8')).replace('second', 'of older packages'))
  expect(said(await built())).toBe('second true')
  expect(await readdir(join(root, '.cache', 'programs'))).toEqual(['speak.mjs'])
})

test('a file cut short is not run', async () => {
  const program = await built()
  await writeFile(program, (await readFile(program, 'utf8')).slice(0, -20))
  expect(said(await built())).toBe('first true')
})

test('where nothing can be kept the program runs from its sources', async () => {
  await writeFile(join(root, '.cache'), '')
  expect(await built()).toBe(join(root, 'src', 'speak.ts'))
})

test('two who build at once are no trouble to each other', async () => {
  const [one, other] = await Promise.all([built(), built()])
  expect(one).toBe(other)
  expect(said(one)).toBe('first true')
})
