import nodemailer from 'nodemailer'
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
  const transport = nodemailer.createTransport(config.SMTP_URL, {
    pool: true,
    connectionTimeout: 10_000,
  } as never)
  const from = config.MAIL_FROM ?? `overpass@${new URL(config.PUBLIC_URL ?? 'http://localhost').hostname}`
  return {
    configured: true,
    send: async letter =>
      void (await transport.sendMail({ from, ...letter, disableUrlAccess: true, disableFileAccess: true })),
  }
}
