/**
 * Opens a stranger's zip of CSV files: a process of its own with little memory, no environment and no right to
 * read anything but the program itself; the file arrives as open descriptor 3. One argument (an ArchiveTask as
 * JSON); NDJSON of ArchiveMessage on stdout.
 */
import { FILE, readingProgram } from '../programs/reading-program.ts'
import type { ArchiveMessage, ArchiveTask } from './archive-messages.ts'
import { CsvArchive } from './csv-archive.ts'
import { ArchiveRefusal } from './csv-refusal.ts'

await readingProgram<ArchiveTask, ArchiveMessage>({
  async read(task, write) {
    const archive = await CsvArchive.open(FILE, task)
    await write({ entries: archive.names })
    for (const name of task.read) {
      await write({ file: name })
      await archive.read(name, write)
    }
  },
  refusal: error => (error instanceof ArchiveRefusal ? error : null),
})
