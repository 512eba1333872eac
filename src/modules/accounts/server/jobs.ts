import { z } from 'zod'
import { id, inLanguage, language } from '#platform/contract/fields.ts'
import { job } from '#platform/server/jobs/job.ts'
import { normaliseCode } from '../rules/code.ts'
import { hashOfCode, makeCode, makeToken } from './codes.ts'
import { linkTo } from './links.ts'
import { updateCode } from './queries/invitations.ts'
import { selectAccount, selectEmailIsTaken, selectOptionalByEmail } from './queries/people.ts'
import { deleteOutdated, replaceRecovery, upsertEmailConfirmation } from './queries/recoveries.ts'

/** Minutes that the link in a letter works. */
export const LETTER_MINUTES = 30
const inLetterTime = () => new Date(Date.now() + LETTER_MINUTES * 60_000)

/** The code is made here, so that it lies neither in the queue nor in front of the inviter. */
export const sendInvitation = job({
  name: 'accounts.send_invitation',
  payload: z.object({ invitationId: id, language }),
  async run({ invitationId, language: chosen }, { services }) {
    const code = makeCode()
    const hash = hashOfCode(services, normaliseCode(code) ?? '')
    const found = await updateCode(services.system, invitationId, hash)
    if (!found) return
    const words = {
      name: found.name,
      organisation: inLanguage(found.organisation, chosen),
      link: linkTo(services.config, '/claim', code),
      code,
    }
    await services.mail.send({
      to: found.email,
      subject: services.text(chosen, 'accounts.letter.invitation.subject', words),
      text: services.text(chosen, 'accounts.letter.invitation.text', words),
    })
  },
})

/** Looks the address up here: whoever asked for the letter has had the answer long since. */
export const sendRecoveryLetter = job({
  name: 'accounts.send_recovery_letter',
  payload: z.object({ email: z.string(), language }),
  async run({ email, language: chosen }, { services }) {
    const personId = await selectOptionalByEmail(services.system, email)
    if (!personId) return
    const token = makeToken()
    await replaceRecovery(services.system, {
      personId,
      kind: 'mail',
      organisationId: null,
      affiliationId: null,
      tokenHash: hashOfCode(services, token),
      createdBy: null,
      expiresAt: inLetterTime(),
    })
    const words = { link: linkTo(services.config, '/recover', token), minutes: LETTER_MINUTES }
    await services.mail.send({
      to: email,
      subject: services.text(chosen, 'accounts.letter.recovery.subject', words),
      text: services.text(chosen, 'accounts.letter.recovery.text', words),
    })
  },
})

/** Asks an address whether it is the person's. One that another account has gets no letter. */
export const sendEmailLetter = job({
  name: 'accounts.send_email_letter',
  payload: z.object({ personId: id, email: z.string(), language }),
  async run({ personId, email, language: chosen }, { services }) {
    const account = await selectAccount(services.system, personId)
    if (!account || (await selectEmailIsTaken(services.system, email))) return
    const token = makeToken()
    await upsertEmailConfirmation(services.system, {
      personId,
      email,
      tokenHash: hashOfCode(services, token),
      expiresAt: inLetterTime(),
    })
    const words = {
      name: account.name,
      link: linkTo(services.config, '/account/email', token),
      minutes: LETTER_MINUTES,
    }
    await services.mail.send({
      to: email,
      subject: services.text(chosen, 'accounts.letter.email.subject', words),
      text: services.text(chosen, 'accounts.letter.email.text', words),
    })
  },
})

export const sweep = job({
  name: 'accounts.sweep',
  payload: z.object({}),
  cron: '17 * * * *',
  run: (_payload, { services }) => deleteOutdated(services.system),
})

export const jobs = [sendInvitation, sendRecoveryLetter, sendEmailLetter, sweep]
