/**
 * Looks at a stranger's film or sound and makes what a page plays of it: a process of its own without environment, whose
 * script may read nothing but its own program and write into the one folder it is given; the file arrives as open
 * descriptor 3 and nothing else may be opened as one. One argument (an AvTask as JSON); one line of JSON on stdout.
 */
import { loadAv } from './av-binding.ts'
import { convert } from './av-convert.ts'
import { openFilm, probe } from './av-read.ts'
import type { Plan } from './plan.ts'

export type AvTask = { reader: string; convert?: { plan: Plan; folder: string } }

async function main({ reader, convert: wanted }: AvTask): Promise<object> {
  const av = loadAv()
  const film = openFilm(av, reader)
  if (!film) return { error: 'broken' }
  return wanted ? convert(av, film, wanted.plan, wanted.folder) : probe(av, film)
}

// The parent holds stdin open; when it dies, so does this process.
process.stdin.on('end', () => process.exit(1)).resume()
const said = await main(JSON.parse(process.argv[2] ?? '')).catch(() => ({ error: 'broken' }))
// Ended from without: at an orderly end the binding would free what the libraries have freed.
process.stdout.end(`${JSON.stringify(said)}\n`, () => process.kill(process.pid, 'SIGKILL'))
