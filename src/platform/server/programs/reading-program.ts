/** Where the file of a reading program lies open; it has no right to open any other. */
export const FILE = 3

type Reader<Task, Message> = {
  /** Reads and says; what it throws is told by `refusal`. */
  read(task: Task, write: (message: Message | string) => Promise<void>): Promise<void>
  /** What is wrong with the file; null when the fault is the program's own, which then ends without a word. */
  refusal(error: unknown): { code: string; data?: object } | null
}

/**
 * The frame of a program that reads a stranger's file in a process of its own (`readingMessages`): one argument, its task
 * as JSON; the file as an open descriptor; NDJSON on stdout, ending with `end` or `error`. It ends with its parent,
 * and when it takes more memory than its task allows.
 */
export async function readingProgram<Task extends { limits: object }, Message extends object>({
  read,
  refusal,
}: Reader<Task, Message>): Promise<void> {
  const task: Task = JSON.parse(process.argv[2] ?? '')
  // What libraries say belongs to nobody; stdout carries messages alone.
  globalThis.console = Object.fromEntries(
    Object.keys(console).map(name => [name, () => {}]),
  ) as unknown as Console
  // The parent holds stdin open; when it dies, so does this process, whatever it is doing with the file.
  process.stdin.on('end', () => process.exit(1)).resume()
  const { memoryBytes } = task.limits as { memoryBytes?: number }
  if (memoryBytes !== undefined) {
    const watch = () => process.memoryUsage.rss() > memoryBytes && process.exit(2)
    watch()
    setInterval(watch, 50).unref()
  }
  try {
    await read(task, write)
    await write({ end: true })
  } catch (error) {
    const told = refusal(error) ?? process.exit(3)
    await write({ error: { code: told.code, data: told.data ?? {} } })
  }
  process.stdout.end(() => process.exit(0))
}

/** A message, or a line that is one already. */
function write(message: object | string): Promise<void> {
  const line = typeof message === 'string' ? message : `${JSON.stringify(message)}\n`
  return new Promise(resolve => {
    if (process.stdout.write(line)) resolve()
    else process.stdout.once('drain', resolve)
  })
}
