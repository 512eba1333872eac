// npm run bench -- NAME: runs bench/NAME.ts.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const name = process.argv[2] ?? ''
const file = join(import.meta.dirname, `${name}.ts`)
if (!/^[\w-]+$/.test(name) || name === 'run' || !existsSync(file)) {
  const names = readdirSync(import.meta.dirname)
    .filter(f => f.endsWith('.ts') && f !== 'run.ts')
    .map(f => f.slice(0, -3))
  console.error(`npm run bench -- NAME, with one of: ${names.join(', ')}`)
  process.exit(2)
}
await import(file)
