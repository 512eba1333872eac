import { type ParseArgsConfig, parseArgs } from 'node:util'

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
  override name = 'UsageError'
}

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads a command's arguments: exactly the named positional ones, and options it knows. */
export function readArgs<O extends Options>(args: string[], names: readonly string[], options: O) {
  try {
    const read = parseArgs({ args, options, allowPositionals: true, strict: true })
    if (read.positionals.length === names.length) return read
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
  throw new UsageError(names.length ? `It takes ${names.join(' ')}.` : 'It takes no file or name.')
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
