import { type Admitted, type Invitation, inviteAdmittedBy } from '#modules/members/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { freshCode, inDays } from './invitations.ts'
import { sendInvitation } from './jobs.ts'
import { linkTo } from './links.ts'
import { replaceInvitations } from './queries/invitations.ts'

const DAYS = 14

/** Invites the first administrator of a new member by letter; where none is sent, with a code to hand over. */
async function inviteAdmitted(context: Context, admitted: Admitted): Promise<Invitation> {
  const { organisationId, affiliationId, email, language } = admitted
  const byMail = context.mail.configured
  const code = freshCode(context)
  const expiresAt = inDays(DAYS)
  const [invitationId = ''] = await replaceInvitations(context.db, [
    {
      ...{ organisationId, affiliationId, expiresAt },
      codeHash: byMail ? null : code.hash,
      email: byMail ? email : null,
      createdBy: context.signedIn().personId,
    },
  ])
  await context.audit({
    action: 'accounts.invited',
    subject: { kind: 'affiliation', id: affiliationId },
    organisationId,
    data: { delivery: byMail ? 'mail' : 'print' },
  })
  if (byMail) {
    await context.enqueue(sendInvitation, { invitationId, language })
    return null
  }
  const link = linkTo(context.config, '/claim', code.shown)
  return { code: code.shown, link, expiresAt: expiresAt.toISOString() }
}

inviteAdmittedBy(inviteAdmitted)
