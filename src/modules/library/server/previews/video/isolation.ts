import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Where a program of this machine lies, or null. */
export async function programAt(name: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean))
    for (const ending of process.platform === 'win32' ? ['.exe'] : ['']) {
      const path = join(folder, `${name}${ending}`)
      if (await isProgram(path)) return path
    }
  return null
}
export const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/** What a short command says; null when it fails. */
export const said = (command: string, args: readonly string[]): Promise<string | null> =>
  new Promise(resolve =>
    execFile(command, args, { timeout: 10_000, windowsHide: true, maxBuffer: 1e7 }, (error, stdout) =>
      resolve(error ? null : stdout),
    ),
  )

export type Isolation = {
  /** Whether the kernel closes the network to a process that opens a stranger's file. */
  network: 'closed' | 'open'
  /** Whether the kernel holds its bounds, or this process alone watches them. */
  bounds: 'kernel' | 'watched'
  /** What is put before such a process's command. */
  before: (bounds: { outputBytes: number; seconds: number }) => string[]
}

let found: Promise<Isolation> | undefined
/** How far this machine lets a process be shut in: tried once, and told to the operator. */
export function isolation(): Promise<Isolation> {
  found ??= tryOut()
  return found
}

async function tryOut(): Promise<Isolation> {
  const linux = process.platform === 'linux'
  const [env, unshare, setpriv, prlimit] = await Promise.all(
    ['true', 'unshare', 'setpriv', 'prlimit'].map(name => (linux ? programAt(name) : null)),
  )
  const works = async (...[command, ...args]: (string | null | undefined)[]) =>
    !!env && !!command && (await said(command, [...args.map(String), env])) !== null
  const closed = (await works(unshare, '-r', '-n')) ? [unshare as string, '-r', '-n'] : []
  // It ends with the process that asked for it, whatever ends that one.
  const bound = (await works(setpriv, '--pdeathsig', 'KILL'))
    ? [setpriv as string, '--pdeathsig', 'KILL']
    : []
  const bounded = await works(prlimit, '--core=0', '--fsize=1000', '--cpu=10')
  return {
    network: closed.length ? 'closed' : 'open',
    bounds: bounded ? 'kernel' : 'watched',
    before: ({ outputBytes, seconds }) => [
      ...closed,
      ...bound,
      ...(bounded
        ? [prlimit as string, '--core=0', `--fsize=${outputBytes}`, `--cpu=${Math.ceil(seconds * 2)}`]
        : []),
    ],
  }
}
