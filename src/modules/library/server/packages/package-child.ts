/**
 * Reads a stranger's zip: a process of its own without environment, that may read nothing but its own program and write
 * nothing; the zip arrives as open descriptor 3. One argument (a PackageTask as JSON); NDJSON of PackageMessage on stdout.
 */
import { fromFdPromise } from 'yauzl'
import { FILE, readingProgram } from '#platform/server/programs/reading-program.ts'
import type { PackageMessage, PackageTask } from './package-messages.ts'
import { readPackage } from './read-package.ts'
import { PackageRefusal } from './zip-entries.ts'

await readingProgram<PackageTask, PackageMessage>({
  async read({ limits }, write) {
    const zip = await fromFdPromise(FILE, { autoClose: false, decodeStrings: false }).catch(() => {
      throw new PackageRefusal('broken')
    })
    await readPackage(zip, limits, write)
  },
  refusal: error => (error instanceof PackageRefusal ? { code: error.problem } : null),
})
