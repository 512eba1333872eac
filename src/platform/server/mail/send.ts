import { z } from 'zod'
import { job } from '../jobs/job.ts'

/**
 * Sends one letter, already written in its reader's language, and tries again for about a day while the mail
 * server cannot take it: `await context.enqueue(sendMail, letter, { maxAttempts: MAIL_ATTEMPTS })`.
 */
export const sendMail = job({
  name: 'mail.send',
  payload: z.object({
    to: z.email().max(254),
    subject: z.string().min(1).max(200),
    text: z.string().min(1).max(50_000),
  }),
  run: async (letter, { services, attempt }) => {
    try {
      await services.mail.send(letter)
    } catch (error) {
      const { responseCode, code } = error as { responseCode?: number; code?: string }
      // Refused for good, such as an address that does not exist: nothing would change.
      if (!responseCode || responseCode < 500)
        throw new Error(`mail not sent (${responseCode ?? code ?? 'unknown'})`)
      services.log.warn({ responseCode, attempt }, 'a letter was refused by the mail server')
    }
  },
})

export const MAIL_ATTEMPTS = 12
