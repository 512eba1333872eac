import { explain } from './commands/explain.ts'
import { UsageError } from './commands/usage.ts'

type Command = { run(args: string[]): Promise<void> }

/** Every command and its file; one is loaded only when it is called. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: () => import('./commands/start.ts'),
  serve: () => import('./commands/serve.ts'),
  worker: () => import('./commands/worker.ts'),
  migrate: () => import('./commands/migrate.ts'),
  'admin create': () => import('./commands/admin-create.ts'),
  demo: () => import('./commands/demo.ts'),
  import: () => import('./commands/import.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  'audit verify': () => import('./commands/audit-verify.ts'),
  'records verify': () => import('./commands/records-verify.ts'),
  'library check': () => import('./commands/library-check.ts'),
  help: () => import('./commands/help.ts'),
}

async function main(args: string[]): Promise<void> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) args = ['help']
  const words = [args.slice(0, 2).join(' '), args[0] ?? ''].find(name => name in COMMANDS)
  const load = words && COMMANDS[words]
  if (!load) throw new UsageError(`There is no command "${args[0]}".`)
  const command = await load()
  await command.run(args.slice(words.split(' ').length))
}

main(process.argv.slice(2)).catch(async (error: unknown) => {
  const { text, code } = explain(error)
  process.stderr.write(`${text}\n`)
  process.exit(code)
})
