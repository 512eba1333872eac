import { Failure } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { pdfCards } from '#platform/server/documents/pdf-cards.ts'
import type { FileAnswer, Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract.ts'
import { invite, inviteClass } from '../policy.ts'
import { normaliseCode } from '../rules/code.ts'
import { hashOfCode, makeCode } from './codes.ts'
import { fail } from './fail.ts'
import { sendInvitation } from './jobs.ts'
import { linkTo } from './links.ts'
import {
  type Invitable,
  replaceInvitations,
  selectInvitations,
  selectOptionalClass,
  selectOptionalInvitable,
  selectOptionalInvitation,
  selectUnclaimed,
  updateRevoked,
} from './queries/invitations.ts'

/** Days that a code works: a sheet lies in a drawer for a while, a letter is opened or lost. */
const PRINT_DAYS = 60
const MAIL_DAYS = 14
/** More than any class; a sheet is made while its maker waits. */
const SHEET_MOST = 200

export const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000)

/** A code as it is shown, and the hash that is kept of it. */
export function freshCode(context: Pick<Context, 'config'>): { shown: string; hash: Buffer } {
  const shown = makeCode()
  return { shown, hash: hashOfCode(context, normaliseCode(shown) ?? '') }
}

async function invitable(context: Context, affiliationId: string): Promise<Invitable> {
  const invited = await selectOptionalInvitable(context.db, affiliationId)
  if (!invited) throw new Failure('missing', 'missing')
  context.require(invite, invited)
  return invited
}

/** Invites one person; the code is shown to the inviter, or sent by mail and seen by its reader alone. */
export const createInvitation: Handler<typeof contract.createInvitation> = async (context, { body }) => {
  const invited = await invitable(context, body.affiliationId)
  if (invited.claimed) fail('conflict', 'accounts.already_claimed')
  if (!invited.active) fail('conflict', 'accounts.affiliation_ended')
  const mail = body.delivery === 'mail' ? body.email : null
  if (mail && !context.mail.configured) fail('conflict', 'accounts.no_mail')
  const code = freshCode(context)
  const expiresAt = inDays(mail ? MAIL_DAYS : PRINT_DAYS)
  const [id = ''] = await replaceInvitations(context.db, [
    {
      organisationId: invited.organisationId,
      affiliationId: invited.id,
      codeHash: mail ? null : code.hash,
      email: mail,
      createdBy: context.signedIn().personId,
      expiresAt,
    },
  ])
  await context.audit({
    action: 'accounts.invited',
    subject: { kind: 'affiliation', id: invited.id },
    organisationId: invited.organisationId,
    data: { delivery: body.delivery },
  })
  if (mail) await context.enqueue(sendInvitation, { invitationId: id, language: context.language })
  return {
    id,
    code: mail ? null : code.shown,
    link: mail ? null : linkTo(context.config, '/claim', code.shown),
    expiresAt: expiresAt.toISOString(),
  }
}

/** One card for everybody of a class who has no account; made in this very answer, since codes are not kept. */
export const createClassCodes: Handler<typeof contract.createClassCodes> = async (context, { body }) => {
  const group = await selectOptionalClass(context.db, body.classId)
  if (!group) throw new Failure('missing', 'missing')
  context.require(inviteClass, group)
  const members = await selectUnclaimed(context.db, body.classId, SHEET_MOST + 1)
  if (members.length === 0) fail('conflict', 'accounts.class_all_claimed')
  if (members.length > SHEET_MOST) fail('conflict', 'accounts.class_too_large', { most: SHEET_MOST })
  const codes = members.map(() => freshCode(context))
  const expiresAt = inDays(PRINT_DAYS)
  await replaceInvitations(
    context.db,
    members.map((member, index) => ({
      organisationId: group.organisationId,
      affiliationId: member.affiliationId,
      codeHash: codes[index]?.hash ?? null,
      email: null,
      createdBy: context.signedIn().personId,
      expiresAt,
    })),
  )
  await context.audit({
    action: 'accounts.class_invited',
    subject: { kind: 'class', id: body.classId },
    organisationId: group.organisationId,
    data: { codes: members.length },
  })
  return sheet(context, group, members, codes, expiresAt)
}

type Sheet = Parameters<typeof pdfCards>[0]

async function sheet(
  context: Context,
  group: NonNullable<Awaited<ReturnType<typeof selectOptionalClass>>>,
  members: Awaited<ReturnType<typeof selectUnclaimed>>,
  codes: { shown: string }[],
  expiresAt: Date,
): Promise<FileAnswer> {
  const { language, text } = context
  const organisation = (language === 'en' && group.organisation.en) || group.organisation.zh
  const until = expiresAt.toISOString().slice(0, 10)
  const cards: Sheet['cards'] = members.map((member, index) => {
    const code = codes[index]?.shown ?? ''
    return {
      heading: `${organisation} · ${group.name}`,
      title: member.name,
      lines: [
        { label: text(language, 'accounts.sheet.organisation_code'), value: group.organisationCode },
        { label: text(language, 'accounts.sheet.number'), value: member.number ?? '' },
      ],
      code: { label: text(language, 'accounts.sheet.code'), value: code },
      note: text(language, 'accounts.sheet.note', { until }),
      qr: linkTo(context.config, '/claim', code),
    }
  })
  const title = text(language, 'accounts.sheet.title', { name: group.name })
  return {
    name: `${title}.pdf`,
    mediaType: 'application/pdf',
    content: await pdfCards({ title, language, header: `${organisation} · ${title}`, cards }),
  }
}

export const listInvitations: Handler<typeof contract.listInvitations> = async (context, { query }) => {
  await invitable(context, query.affiliationId)
  return { rows: await selectInvitations(context.db, query.affiliationId) }
}

export const revokeInvitation: Handler<typeof contract.revokeInvitation> = async (context, { params }) => {
  const found = await selectOptionalInvitation(context.db, params.id)
  if (!found) throw new Failure('missing', 'missing')
  const invited = await invitable(context, found.affiliationId)
  await updateRevoked(context.db, params.id)
  await context.audit({
    action: 'accounts.invitation_revoked',
    subject: { kind: 'affiliation', id: invited.id },
    organisationId: invited.organisationId,
  })
  return undefined
}
