import { z } from 'zod'
import { id } from '#platform/contract/fields.ts'
import { enqueueIn } from '#platform/server/jobs/enqueue.ts'
import { job } from '#platform/server/jobs/job.ts'
import { MAIL_ATTEMPTS, sendMail } from '#platform/server/mail/send.ts'
import { selectToldOf } from './queries/membership-steps.ts'

/** Tells the other side of a membership what was decided: every letter is queued, or none. */
export const tellMembershipStep = job({
  name: 'members.tell_membership_step',
  payload: z.object({ stepId: id }),
  async run({ stepId }, { services }) {
    const told = await selectToldOf(services.system, stepId)
    if (!told) return
    await services.system.transaction().execute(async db => {
      for (const { email, language } of told.to) {
        const { kind, day, reason, ...names } = told.words
        const zh = language === 'zh'
        const words = {
          day: day ?? '',
          reason: reason ?? '—',
          organisation: (zh ? names.organisationZh : names.organisationEn) ?? '',
          group: (zh ? names.groupZh : names.groupEn) ?? '',
        }
        const subject = services.text(language, `members.told.${kind}`, words)
        const text = services.text(language, 'members.told.text', { ...words, subject })
        await enqueueIn(db, sendMail, { to: email, subject, text }, { maxAttempts: MAIL_ATTEMPTS })
      }
    })
  },
})
