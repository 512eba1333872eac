/**
 * Reads a stranger's zip: a process of its own without environment, that may read nothing but its own program and write
 * nothing; the zip arrives as open descriptor 3. One argument (a PackageTask as JSON); NDJSON of PackageMessage on stdout.
 */
import { fromFdPromise } from 'yauzl'
import type { PackageMessage, PackageTask } from './package-messages.ts'
import { readPackage } from './read-package.ts'
import { PackageRefusal } from './zip-entries.ts'

const FILE = 3

const write = (message: PackageMessage): Promise<void> =>
  new Promise(resolve => {
    if (process.stdout.write(`${JSON.stringify(message)}\n`)) resolve()
    else process.stdout.once('drain', resolve)
  })

async function main({ limits }: PackageTask): Promise<void> {
  const zip = await fromFdPromise(FILE, { autoClose: false, decodeStrings: false }).catch(() => {
    throw new PackageRefusal('broken')
  })
  await readPackage(zip, limits, write)
  await write({ end: true })
}

const task: PackageTask = JSON.parse(process.argv[2] ?? '')
// The parent holds stdin open; when it dies, so does this process, whatever it is doing with the file.
process.stdin.on('end', () => process.exit(1)).resume()
const watch = () => process.memoryUsage.rss() > task.limits.memoryBytes && process.exit(2)
watch()
setInterval(watch, 50).unref()
await main(task).catch((error: unknown) => {
  if (!(error instanceof PackageRefusal)) process.exit(3)
  return write({ error: { code: error.problem, data: {} } })
})
process.stdout.end(() => process.exit(0))
