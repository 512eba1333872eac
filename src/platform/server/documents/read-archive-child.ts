/**
 * Opens a stranger's zip of CSV files: a process of its own with little memory, no environment and no right to
 * read anything but the program itself; the file arrives as open descriptor 3. One argument (an ArchiveTask as
 * JSON); NDJSON of ArchiveMessage on stdout.
 */
import type { ArchiveMessage, ArchiveTask } from './archive-messages.ts'
import { CsvArchive } from './csv-archive.ts'
import { ArchiveRefusal } from './csv-refusal.ts'

const FILE = 3

function write(message: ArchiveMessage): Promise<void> {
  return new Promise(resolve => {
    if (process.stdout.write(`${JSON.stringify(message)}\n`)) resolve()
    else process.stdout.once('drain', resolve)
  })
}

async function main(): Promise<void> {
  const task: ArchiveTask = JSON.parse(process.argv[2] ?? '')
  try {
    const archive = await CsvArchive.open(FILE, task)
    await write({ entries: archive.names })
    for (const name of task.read) {
      await write({ file: name })
      await archive.read(name, write)
    }
    await write({ end: true })
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error
    await write({ error: { code: error.code, data: error.data } })
  }
}

// The parent holds stdin open; when it dies, so does this process, whatever it is doing with the file.
process.stdin.on('end', () => process.exit(1)).resume()
await main()
process.stdout.end(() => process.exit(0))
