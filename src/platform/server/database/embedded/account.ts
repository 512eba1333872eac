import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** The account that runs PostgreSQL; undefined means the account of this process. */
export type Account = { uid: number; gid: number } | undefined

export const isRoot = (): boolean => process.getuid?.() === 0

/** The unprivileged account for a cluster started by root, which PostgreSQL refuses to run as. */
export async function nobody(): Promise<Account> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const entry = passwd.match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m)
  return { uid: Number(entry?.[1] ?? 65534), gid: Number(entry?.[2] ?? 65534) }
}

type Outcome = { code: number; output: string }

/**
 * Runs a short program as `account` and returns its exit code with what it printed (both streams).
 * The code is -1 when it could not be started at all or was ended by a signal.
 */
export function runAs(
  account: Account,
  program: string,
  args: string[],
  options: { cwd?: string; timeoutMs?: number } = {},
): Promise<Outcome> {
  return new Promise(resolve => {
    let output = ''
    const child = spawn(program, args, {
      ...account,
      cwd: options.cwd ?? '/',
      env: postgresEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    // The timeout of spawn itself goes on when the program cannot be started.
    const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 20_000)
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer)
      resolve(outcome)
    }
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    // stdin stays open: the tether of `tethered` watches it.
    child.stdin.on('error', () => {})
    child.once('error', error => finish({ code: -1, output: error.message }))
    child.once('close', code => finish({ code: code ?? -1, output: output.trim() }))
  })
}

/**
 * Arguments for /bin/sh that run `program` in place of the shell and interrupt it as soon as the other end
 * of stdin, held by this process, is gone: however this process ends, nothing is left running.
 */
export function tethered(program: string, args: string[]): string[] {
  const script = 'exec 3<&0; ( cat <&3; kill -INT $$ ) >/dev/null 2>&1 & ' + 'exec "$@" </dev/null 3<&-'
  return ['-c', script, 'overpass', program, ...args]
}

/** Only what PostgreSQL needs: the secrets of the application are not handed on. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return process.env
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_MESSAGES: 'C', LANG: 'C', TZ: 'UTC' }
}
