const CLR = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
const OBI = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'
const SELF = { id: '@id', type: '@type' }
const set = (term: string, type: string) => ({
  '@id': `${CLR}${term}`,
  '@type': type,
  '@container': '@set',
})

/**
 * The terms of CLR 2.0 as 1EdTech publishes them at context-2.0.1.json (Comprehensive Learner Record 2.0, JSON-LD). No
 * package carries them; a test holds them to the signed example of the specification, whose hash every term goes into.
 */
export const CLR_CONTEXT = {
  '@context': {
    ...SELF,
    ClrCredential: {
      '@id': `${CLR}ClrCredential`,
      '@context': { ...SELF, partial: { '@id': `${CLR}partial`, '@type': 'xsd:boolean' } },
    },
    ClrSubject: {
      '@id': `${CLR}ClrSubject`,
      '@context': {
        ...SELF,
        cred: 'https://www.w3.org/2018/credentials#',
        obi: OBI,
        achievement: set('achievement', 'obi:Achievement'),
        association: set('association', `${CLR}Association`),
        verifiableCredential: set('verifiableCredential', 'cred:verifiableCredential'),
        identifier: set('identifier-1', 'obi:Identifier'),
      },
    },
    Association: {
      '@id': `${CLR}Association`,
      '@context': {
        associationType: { '@id': `${CLR}AssociationType` },
        sourceId: { '@id': `${CLR}sourceId`, '@type': 'xsd:anyURI' },
        targetId: { '@id': `${CLR}targetId`, '@type': 'xsd:anyURI' },
      },
    },
  },
}
