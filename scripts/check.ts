// Everything that can be said of the code without running it: one command, all problems at once.
import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'

/** Fewer modules than this read means that the dependency check read nothing, not that all is well. */
const FEWEST_MODULES = 100

/** The tools run on the Node that runs this, whichever the machine has. */
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` }
const bin = (name: string) => join('node_modules', '.bin', name)
const checks: [name: string, command: string, args: string[]][] = [
  ['types', bin('tsc'), ['-p', '.']],
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['unused code', bin('knip'), ['--no-progress']],
  [
    'dependency rules',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'src', 'demo'],
  ],
  ['schema and generated types', process.execPath, ['scripts/generate.ts', '--check']],
]

function run(command: string, args: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('close', code => resolve({ ok: code === 0, output }))
  })
}

function canary(name: string, output: string): string | undefined {
  if (name !== 'dependency rules') return undefined
  const read = Number(/(\d+) modules/.exec(output)?.[1] ?? 0)
  return read < FEWEST_MODULES ? `only ${read} modules were read, of at least ${FEWEST_MODULES}` : undefined
}

let failed = 0
for (const [name, command, args] of checks) {
  const { ok, output } = await run(command, args)
  const silent = canary(name, output)
  if (ok && !silent) {
    console.log(`ok      ${name}`)
    continue
  }
  failed += 1
  console.log(`FAILED  ${name}\n${silent ?? output}`)
}
process.exitCode = failed ? 1 : 0
