import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, day, id } from '#platform/contract/fields.ts'
import {
  answerGuardianship as answerPermission,
  followChild,
  listChildren as listPermission,
} from '../policy.ts'
import { CONSENT_ANSWERS, CONSENT_PURPOSES, CONSENT_STATES } from '../rules/consents.ts'
import { CHILD_STANDINGS } from '../rules/guardians.ts'
import { RELATIONS } from './vocabulary.ts'
import './family-world.ts'

const params = z.object({ id })

const child = z.object({
  /** Of the guardianship. */
  id,
  studentId: id,
  /** Null where the guardian has no right to know any more. */
  name: z.string().nullable(),
  class: z.string().nullable(),
  organisation: z.object({ id, name: bilingual }),
  relation: z.enum(RELATIONS),
  standing: z.enum(CHILD_STANDINGS),
  /** The day of majority, on which access ends by itself. */
  until: day.nullable(),
  endedOn: day.nullable(),
  sharesContact: z.boolean(),
  version: z.int(),
})
export type Child = z.infer<typeof child>

/** A consent as somebody who may sign it sees it in a list. */
export const ownConsentRow = z.object({
  id,
  /** For whom; null where it is one's own. */
  student: z.object({ id, name: z.string() }).nullable(),
  purpose: z.enum(CONSENT_PURPOSES),
  title: bilingual,
  state: z.enum(CONSENT_STATES),
  /** One's own latest answer. */
  mine: z.enum(CONSENT_ANSWERS).nullable(),
  askedOn: day,
  answerBy: day.nullable(),
  validUntil: day.nullable(),
  /** Nothing happens until one has answered. */
  waitsForMe: z.boolean(),
})
export type OwnConsentRow = z.infer<typeof ownConsentRow>

export const listChildren = endpoint({
  id: 'members.listChildren',
  method: 'GET',
  path: '/api/me/children',
  summary: 'The children whose guardian one is, was or is said to be',
  permission: listPermission,
  /** At most fifty: those to confirm first, then those with access. */
  answer: z.object({ rows: z.array(child) }),
  example: () => ({}),
})

export const getChild = endpoint({
  id: 'members.getChild',
  method: 'GET',
  path: '/api/children/:id',
  summary: 'What a guardian sees of one child; after access has ended, when and why it did',
  permission: followChild,
  params,
  answer: child.extend({
    number: z.string().nullable(),
    programme: bilingual.nullable(),
    /** Whom to turn to at school. */
    contacts: z.array(
      z.object({
        name: z.string(),
        position: bilingual.nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
      }),
    ),
    /** The child's other guardians, as far as one may know: contact data only of those who share it. */
    fellows: z.array(
      z.object({
        name: z.string(),
        relation: z.enum(RELATIONS),
        email: z.string().nullable(),
        phone: z.string().nullable(),
      }),
    ),
    keptApart: z.boolean(),
    consents: z.array(ownConsentRow),
  }),
  example: world => ({
    params: { id: world.members.studentId },
    subject: { guardianIds: [world.members.guardianPersonId] },
  }),
})

export const noteChild = endpoint({
  id: 'members.noteChild',
  method: 'POST',
  path: '/api/children/:id/noted',
  summary: 'Says that one has read what was told about the access to a child',
  permission: followChild,
  params,
  answer: 'nothing',
  example: world => ({
    params: { id: world.members.studentId },
    subject: { guardianIds: [world.members.guardianPersonId] },
  }),
})

export const answerGuardianship = endpoint({
  id: 'members.answerGuardianship',
  method: 'POST',
  path: '/api/guardianships/:id/answer',
  summary: "Confirms that this is one's child, or says that it is not",
  permission: answerPermission,
  params,
  body: z.object({ confirms: z.boolean(), version: z.int().min(1) }),
  answer: z.object({ studentId: id }),
  example: async world => {
    const fresh = await world.family.guardianship('proposed')
    return {
      params: { id: fresh.id },
      body: { confirms: true, version: fresh.version },
      subject: { guardianIds: [fresh.guardianPersonId] },
    }
  },
})

export const shareContact = endpoint({
  id: 'members.shareContact',
  method: 'PUT',
  path: '/api/guardianships/:id/contact',
  summary: "Lets the child's other guardians see one's e-mail and phone, or no longer",
  permission: answerPermission,
  params,
  body: z.object({ shared: z.boolean() }),
  answer: 'nothing',
  example: async world => {
    const fresh = await world.family.guardianship('confirmed')
    return {
      params: { id: fresh.id },
      body: { shared: true },
      subject: { guardianIds: [fresh.guardianPersonId] },
    }
  },
})
