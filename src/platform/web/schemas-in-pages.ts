/**
 * Stands for `zod` in the web bundle. Pages read an endpoint's address, method and permission; its schemas are
 * checked on the server alone, so 35 kB of them need not travel. Building a schema gives a stand-in that takes
 * every call; asking it to validate is a mistake and says so.
 */
const VALIDATES = new Set<string | symbol>(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode'])

function standIn(): unknown {
  return new Proxy(() => {}, {
    apply: standIn,
    get: (_, name) => {
      if (VALIDATES.has(name)) throw new Error('Schemas are checked on the server, not in pages.')
      return typeof name === 'symbol' || name === 'then' ? undefined : standIn()
    },
  })
}

export const z = standIn()
