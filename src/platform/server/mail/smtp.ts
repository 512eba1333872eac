import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Mailer } from './mailer.ts'

/** Mail over SMTP_URL. Without it letters are counted in the log and go nowhere. */
export function createMailer(config: Config, log: Logger): Mailer {
  if (!config.SMTP_URL)
    return {
      configured: false,
      send: async () => log.warn('a letter was not sent: SMTP_URL is not set'),
    }
  // Loaded with the first letter: few starts send one.
  const connect = async (url: string) =>
    (await import('nodemailer')).createTransport(url, { pool: true, connectionTimeout: 10_000 } as never)
  const { SMTP_URL } = config
  let transport: ReturnType<typeof connect> | undefined
  const from = config.MAIL_FROM ?? `overpass@${new URL(config.PUBLIC_URL ?? 'http://localhost').hostname}`
  return {
    configured: true,
    async send(letter) {
      transport ??= connect(SMTP_URL)
      await (await transport).sendMail({
        ...{ from, ...letter },
        ...{ disableUrlAccess: true, disableFileAccess: true },
      })
    },
  }
}
