import { z } from 'zod'
import { id, inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { job } from '#platform/server/jobs/job.ts'
import { tellMembershipStep } from '../membership-letters.ts'
import { selectOptionalGroup } from '../queries/groups.ts'
import { selectAttempt, selectOptionalApplication, selectSteps } from './queries.ts'
import { applicationLink } from './secret.ts'
import { sweepApplications } from './sweep.ts'

const KINDS = ['received', 'asked', 'admitted', 'rejected'] as const
type Payload = { applicationId: string; kind: (typeof KINDS)[number] }

/** Writes to the contact of an application. Address and link are looked up here, so that neither lies in the queue. */
const sendApplicationLetter = job({
  name: 'members.send_application_letter',
  payload: z.object({ applicationId: id, kind: z.enum(KINDS) }),
  async run({ applicationId, kind }, { services }) {
    const { system, config, text, mail } = services
    const application = await selectOptionalApplication(system, applicationId)
    if (!application?.contactEmail || !application.contactName) return
    const group = await selectOptionalGroup(system, application.groupId)
    if (!group) return
    const { language, nameZh, nameEn, reference } = application
    const steps = await selectSteps(system, applicationId)
    const words = {
      contact: application.contactName,
      organisation: inLanguage({ zh: nameZh, en: nameEn }, language),
      group: inLanguage(group.name, language),
      reference,
      note: steps.findLast(step => step.kind === kind)?.note ?? '',
      link: applicationLink(config, (await selectAttempt(system, applicationId)) ?? ''),
    }
    await mail.send({
      to: application.contactEmail,
      subject: text(language, `members.letter.${kind}.subject`, words),
      text: text(language, `members.letter.${kind}.text`, words),
    })
  },
})

export const cycleJobs = [sendApplicationLetter, tellMembershipStep, sweepApplications]

export const writeToContact = (
  context: Context,
  applicationId: string,
  kind: Payload['kind'],
): Promise<void> => context.enqueue<Payload>(sendApplicationLetter, { applicationId, kind })
