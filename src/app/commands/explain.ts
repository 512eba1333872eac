import { BadSettings } from '#platform/server/config.ts'
import { UsageError } from './usage.ts'

/** Errors whose message is a plain sentence for an operator already; by name, so that nothing is loaded for it. */
const PLAIN = new Set([
  'BackupError',
  'MigrationError',
  'EmbeddedDatabaseError',
  'UnsupportedPlatform',
  'DemoRefused',
  'CommandError',
])

const DATABASE: Record<string, string> = {
  ECONNREFUSED: 'The database does not answer at the address of DATABASE_URL.',
  ENOTFOUND: 'The host of DATABASE_URL is not known.',
  ETIMEDOUT: 'The database does not answer at the address of DATABASE_URL.',
  '28P01': 'The database refuses the user or the password of DATABASE_URL.',
  '28000': 'The database refuses the user or the password of DATABASE_URL.',
  '3D000': 'The database that DATABASE_URL names does not exist.',
  '57P03': 'The database is starting or ending: try again in a moment.',
  '42501': 'The user of DATABASE_URL may not do this: it must own the database and be allowed to make roles.',
}

/** The command did what it could, and the answer is no. */
export class CommandError extends Error {
  override name = 'CommandError'
}

/** What an operator reads when a command fails, and the exit code: 2 for a wrong command line, else 1. */
export function explain(error: unknown): { text: string; code: number } {
  if (error instanceof UsageError)
    return { text: `${error.message}\nRun "npm run overpass -- help" for the commands.`, code: 2 }
  if (error instanceof BadSettings) {
    const lines = error.problems.map(({ name, problem }) => `  ${name}: ${problem}`)
    return {
      text: `Settings that are missing or wrong 缺少或有误的设置:\n${lines.join('\n')}\nSee docs/OPERATIONS.md.`,
      code: 1,
    }
  }
  if (!(error instanceof Error)) return { text: String(error), code: 1 }
  if (PLAIN.has(error.name) || PLAIN.has(error.constructor.name)) return { text: error.message, code: 1 }
  const { code = '', port, syscall } = error as NodeJS.ErrnoException & { port?: number }
  const host = process.env.HOST
  if (code === 'EADDRNOTAVAIL' || (code === 'ENOTFOUND' && host && error.message.endsWith(` ${host}`)))
    return { text: `HOST is no address of this machine (${error.message}).`, code: 1 }
  if (code === 'EACCES' && syscall === 'listen')
    return { text: `This user may not listen on port ${port}: set PORT to one above 1023.`, code: 1 }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code) || (code === 'ENOENT' && syscall === 'mkdir'))
    return { text: `A file or folder cannot be used (${error.message}): see OVERPASS_DATA.`, code: 1 }
  if (code === 'EADDRINUSE')
    return {
      text: `Port ${port} is taken: end the other program, or set PORT.\n端口 ${port} 已被占用：请关闭占用它的程序，或设置 PORT。`,
      code: 1,
    }
  if (code === 'ENOSPC') return { text: 'The disk is full.', code: 1 }
  if (code in DATABASE && process.env.DATABASE_URL)
    return { text: `${DATABASE[code]} (${error.message})`, code: 1 }
  return { text: error.stack ?? error.message, code: 1 }
}
