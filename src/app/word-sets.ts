import { readdir } from 'node:fs/promises'
import type { Plugin } from 'vite'
import { LANGUAGES, type Language } from '../platform/contract/fields.ts'

/**
 * Words that one page says of every module: what is to be done and what has happened, values of the group, deeds, data
 * about oneself. Each is a set of its own; all others go with their module's pages.
 */
const ACROSS: Record<string, RegExp> = {
  frame: /\.nav$/,
  told: /^(todo|news|figure|home|search\.kind)\./,
  parameters: /^parameter\./,
  audit: /^(audit|house\.audit)\./,
  data: /^(data|reading)\./,
  register: /^processing\./,
}
/** Words of the modules that others say too: of levels and kinds, why something failed, what stands in one's data. */
const TOO: Record<string, RegExp> = {
  frame: /^(programmes\.level|records\.(grade|kind|level|prize))\./,
  errors: /^(error|problem)\./,
  data: /^(credentials\.(kind|state)|faculty\.(level|stay)|overpass\.(account|admission\.state|follow\.state|opinion|state)|records\.(erased|grade|kind|level|prize|visibility))\b/,
}
/** Said before anybody is in, by everything that stands on a page. */
const EARLY = 'early'

type Words = Record<string, string>

/** All words of one language by set: `early`, those of ACROSS and TOO, and one for each module. `root` is the checkout's. */
export async function wordSets(root: URL, language: Language): Promise<Record<string, Words>> {
  const { early } = (await import(new URL(`src/app/messages.early.${language}.ts`, root).href)) as {
    early: Words
  }
  const sets: Record<string, Words> = { [EARLY]: early }
  const modules = new URL('src/modules/', root)
  const names = await readdir(modules)
  for (const module of names)
    for (const file of await readdir(new URL(module, modules))) {
      if (!/^messages\b/.test(file) || !file.endsWith(`.${language}.ts`)) continue
      const words = (await import(new URL(`${module}/${file}`, modules).href))[language] as Words
      for (const [key, text] of Object.entries(words)) {
        if (key in early) continue
        // A module may name what another one lists.
        const named = names.find(name => key.startsWith(`${name}.`))
        const [own = named ?? module] = setsOf(ACROSS, key)
        for (const set of [own, ...setsOf(TOO, key)]) {
          sets[set] ??= {}
          sets[set][key] = text
        }
      }
    }
  return sets
}

const setsOf = (rules: Record<string, RegExp>, key: string): string[] =>
  Object.keys(rules).filter(set => rules[set]?.test(key))

const ALL = 'virtual:words'

/** Gives the bundle `virtual:words`: for each set and language a file of its own, fetched when a page needs it. */
export function wordsPlugin(root: URL): Plugin {
  const read = new Map<Language, Promise<Record<string, Words>>>()
  const wordsIn = (language: Language) => {
    const found = read.get(language) ?? wordSets(root, language)
    read.set(language, found)
    return found
  }
  return {
    name: 'words',
    resolveId: id => (id.startsWith(ALL) ? id : undefined),
    async load(id) {
      if (!id.startsWith(ALL)) return undefined
      if (id !== ALL) {
        const [set = '', language] = id.slice(ALL.length + 1).split('.')
        return `export default JSON.parse(${JSON.stringify(JSON.stringify((await wordsIn(language as Language))[set]))})`
      }
      const names = Object.keys(await wordsIn('zh'))
      const loaders = names.map(name => {
        const each = LANGUAGES.map(language => `${language}: () => import('${ALL}/${name}.${language}')`)
        return `${JSON.stringify(name)}: { ${each.join(', ')} }`
      })
      return `export const words = { ${loaders.join(',\n')} }`
    },
  }
}
