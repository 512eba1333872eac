import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id, line, oneLine } from '#platform/contract/fields.ts'
import {
  listOwnConsents as listPermission,
  addConsentScan as scanPermission,
  signConsent,
} from '../policy.ts'
import { CONSENT_ANSWERS, CONSENT_CAPACITIES } from '../rules/consents.ts'
import { ownConsentRow } from './children.ts'
import { FAMILY_DOCUMENT_BYTES, familyDocument } from './guardians.ts'

const params = z.object({ id })

export const listOwnConsents = endpoint({
  id: 'members.listOwnConsents',
  method: 'GET',
  path: '/api/me/consents',
  summary: "Consents one is asked for, for oneself and for one's children",
  permission: listPermission,
  /** Those that wait first; at most a hundred. */
  answer: z.object({ rows: z.array(ownConsentRow) }),
  example: () => ({}),
})

const consent = ownConsentRow.extend({
  organisation: z.object({ id, name: bilingual }),
  /** Null where somebody else decided before one was a guardian. */
  text: bilingual.nullable(),
  /** As what the viewer signs. */
  capacity: z.enum(CONSENT_CAPACITIES),
  needsAll: z.boolean(),
  onPaper: z.boolean(),
  /** Signatures the viewer may see: a guardian their own, a student all for them; the latest first. */
  answers: z.array(
    z.object({
      id,
      name: z.string(),
      capacity: z.enum(CONSENT_CAPACITIES),
      answer: z.enum(CONSENT_ANSWERS),
      day,
      note: z.string().nullable(),
      /** Who at school entered what was signed on paper. */
      enteredBy: z.string().nullable(),
      document: familyDocument.nullable(),
    }),
  ),
  /** What can be answered now. */
  choices: z.array(z.enum(CONSENT_ANSWERS)),
})
export type OwnConsent = z.infer<typeof consent>

export const getConsent = endpoint({
  id: 'members.getConsent',
  method: 'GET',
  path: '/api/consents/:id',
  summary: 'One consent, for those who may sign it',
  permission: signConsent,
  params,
  answer: consent,
  example: async world => {
    const { consentId, signerIds } = await world.family.consent()
    return { params: { id: consentId }, subject: { signerIds } }
  },
})

export const addConsentScan = endpoint({
  id: 'members.addConsentScan',
  method: 'POST',
  path: '/api/consents/:id/scans',
  summary: 'Adds the scan of a signed paper: PDF, JPEG or PNG, at most 10 MB',
  permission: scanPermission,
  params,
  query: z.object({ name: oneLine(255) }),
  upload: { maxBytes: FAMILY_DOCUMENT_BYTES },
  answer: z.object({ id }),
  example: async world => {
    const { consentId, signerIds } = await world.family.consent()
    return {
      params: { id: consentId },
      query: { name: '同意书.pdf' },
      upload: new TextEncoder().encode('%PDF-1.4\n'),
      subject: { organisationId: world.members.schoolId, signerIds },
    }
  },
})

export const answerConsent = endpoint({
  id: 'members.answerConsent',
  method: 'POST',
  path: '/api/consents/:id/answer',
  summary: 'Gives a consent, refuses it or takes it back; the school is told',
  permission: signConsent,
  params,
  body: z.object({
    answer: z.enum(CONSENT_ANSWERS),
    note: line(1000).nullable(),
    documentId: id.nullable(),
  }),
  answer: 'nothing',
  example: async world => {
    const { consentId, signerIds } = await world.family.consent()
    return {
      params: { id: consentId },
      body: { answer: 'given' as const, note: null, documentId: null },
      subject: { signerIds },
    }
  },
})
