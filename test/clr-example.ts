/*
 * The signed example of 1EdTech's CLR 2.0 specification ("Sample Transcript", eddsa-rdfc-2022, an Open Badge inside): its
 * proof holds only where every term of our context means what the published one says.
 */

const ISSUER = 'https://example.edu/issuers/565049'
export const CLR_EXAMPLE_KEY = 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi'
export const CLR_EXAMPLE_ISSUER = ISSUER

const SUBJECT = 'did:example:ebfeb1f712ebc6f1c276e12ec21'
const VC = 'https://www.w3.org/ns/credentials/v2'
const BADGES = [
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
]
const schema = (id: string) => [
  { id: `https://purl.imsglobal.org/spec/${id}`, type: '1EdTechJsonSchemaValidator2019' },
]
const proof = (proofValue: string) => [
  {
    type: 'DataIntegrityProof',
    created: '2010-01-01T19:23:24Z',
    verificationMethod: `${ISSUER}#${CLR_EXAMPLE_KEY}`,
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
    proofValue,
  },
]
const issuer = { id: ISSUER, type: 'Profile', name: 'Example University' }
const achievement = (id: string, name: string) => ({
  id: `urn:uuid:${id}`,
  type: 'Achievement',
  creator: { id: ISSUER, type: 'Profile' },
  name,
  criteria: { id: `https://example.edu/achievements/${id}/criteria` },
  description: name,
  image: { id: 'https://example.edu/achievements/sample.png', type: 'Image' },
})
const FIRST = achievement('a7467ef6-56cb-11ec-bf63-0242ac130002', 'Achievement 1')
const SECOND = achievement('dd887f0a-56cb-11ec-bf63-0242ac130002', 'Achievement 2')

export const CLR_EXAMPLE = {
  '@context': [VC, 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', ...BADGES],
  id: 'http://example.edu/credentials/3732',
  type: ['VerifiableCredential', 'ClrCredential'],
  issuer,
  validFrom: '2010-01-01T00:00:00Z',
  name: 'Sample Transcript',
  credentialSubject: {
    id: SUBJECT,
    type: 'ClrSubject',
    verifiableCredential: [
      {
        '@context': [VC, ...BADGES],
        id: 'urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002',
        type: ['VerifiableCredential', 'AchievementCredential'],
        issuer,
        validFrom: '2010-01-01T00:00:00Z',
        name: 'Example University Degree',
        credentialSubject: { id: SUBJECT, type: 'AchievementSubject', achievement: FIRST },
        credentialSchema: schema('ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'),
        proof: proof(
          'z45QnLySMt2mWuW787G6cf3SLkP97ZkMZxLeXH5yaaTQPCtTup4GCV95tU8HEnQJSyGCokSj3AvUhmJtvveTmN4Vu',
        ),
      },
    ],
    achievement: [FIRST, SECOND],
    association: [
      {
        type: 'Association',
        associationType: 'isParentOf',
        sourceId: 'urn:uuid:a7467ef6-56cb-11ec-bf63-0242ac130002',
        targetId: 'urn:uuid:dd887f0a-56cb-11ec-bf63-0242ac130002',
      },
    ],
  },
  credentialSchema: schema('clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json'),
  proof: proof('zF52sU1nfPAjcwCqtgxPNSor6SJnAzRBwZW5VNQXPt8xXCHkd39sgqj32DnMjhFCzbyHsLkhQ8HpBqQTkMgXy329'),
}
