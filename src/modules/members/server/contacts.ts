import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/contacts.ts'
import { answerContact as answerPermission, keepContacts } from '../policy.ts'
import { mayBeListed } from '../rules/roles.ts'
import {
  insertContact,
  selectKeptContacts,
  selectLeadingOrganisations,
  selectOptionalContact,
  selectOwnContacts,
  selectShownContacts,
  updateContact,
} from './queries/contacts.ts'
import { selectOptionalOrganisation } from './queries/organisations.ts'
import { selectOptionalAskable } from './queries/person-changes.ts'
import { signatureOf } from './signature.ts'
import { fail } from './values.ts'

export const listContacts: Handler<typeof contract.listContacts> = async (context, { query }) => {
  const { organisation, group } = query
  const of = group ? await selectLeadingOrganisations(context.db, group) : []
  return { rows: await selectShownContacts(context.db, organisation ? [...of, organisation] : of) }
}

export const listKeptContacts: Handler<typeof contract.listKeptContacts> = async (context, { params }) => ({
  rows: await selectKeptContacts(context.db, params.id),
})

export const askContact: Handler<typeof contract.askContact> = async (context, { params, body }) => {
  const { db } = context
  const { affiliationId, purpose } = body
  const asked = await selectOptionalAskable(db, affiliationId)
  const refuse = (code: 'members.contact_not_here' | 'members.contact_without_account') =>
    fail('unprocessable', code, undefined, [{ path: 'body.affiliationId', code: 'invalid' }])
  if (asked?.organisationId !== params.id || asked.endsOn || !mayBeListed(asked.role))
    return refuse('members.contact_not_here')
  if (!asked.personId) return refuse('members.contact_without_account')
  const organisation = (await selectOptionalOrganisation(db, params.id)) ?? missing()
  const { name: askedBy } = await signatureOf(context)
  const id = await insertContact(db, { organisationId: params.id, affiliationId, purpose, askedBy })
  await putTodo(db, {
    desk: { affiliationId },
    kind: 'members.contact_asked',
    data: { organisation: organisation.name.zh, purpose: purpose.zh },
    path: '/contacts',
    subject: { kind: 'contact', id },
  })
  await context.audit({
    action: 'members.contact_asked',
    subject: { kind: 'contact', id },
    organisationId: params.id,
    data: { affiliationId, purpose: purpose.zh },
  })
  return { id }
}

export const removeContact: Handler<typeof contract.removeContact> = async (context, { params, body }) => {
  const contact = (await selectOptionalContact(context.db, params.id)) ?? missing()
  context.require(keepContacts, contact)
  if (!['asked', 'agreed'].includes(contact.state)) fail('conflict', 'members.contact_over')
  if (!(await updateContact(context.db, params.id, body.version, { state: 'removed' })))
    stale(contact.version)
  await closeTodos(context.db, { subject: { kind: 'contact', id: params.id } })
  await context.audit({
    action: 'members.contact_removed',
    subject: { kind: 'contact', id: params.id },
    organisationId: contact.organisationId,
  })
  return undefined
}

export const listOwnContacts: Handler<typeof contract.listOwnContacts> = async context => ({
  rows: await selectOwnContacts(context.db, context.signedIn().personId),
})

const STATES = { agree: 'agreed', decline: 'declined', withdraw: 'withdrawn' } as const

/** The person's own word; agreeing again changes who sees what. */
export const answerContact: Handler<typeof contract.answerContact> = async (context, { params, body }) => {
  const contact = (await selectOptionalContact(context.db, params.id)) ?? missing()
  context.require(answerPermission, contact)
  const { answer, audience, email, phone } = body
  const open = answer === 'decline' ? ['asked'] : answer === 'withdraw' ? ['agreed'] : ['asked', 'agreed']
  if (!open.includes(contact.state)) fail('conflict', 'members.contact_over')
  const agrees = answer === 'agree'
  if (agrees && !audience)
    fail('unprocessable', 'members.contact_audience', undefined, [
      { path: 'body.audience', code: 'required' },
    ])
  if (agrees && !email && !phone)
    fail('unprocessable', 'members.contact_way', undefined, [{ path: 'body.email', code: 'required' }])
  const { personId } = context.signedIn()
  const told = agrees ? { audience, email, phone, agreedBy: personId } : {}
  const version =
    (await updateContact(context.db, params.id, body.version, { state: STATES[answer], ...told })) ??
    stale(contact.version)
  await closeTodos(context.db, { subject: { kind: 'contact', id: params.id } })
  await context.audit({
    action: `members.contact_${STATES[answer]}`,
    subject: { kind: 'contact', id: params.id },
    organisationId: contact.organisationId,
    data: agrees ? { audience } : {},
  })
  return { version }
}
