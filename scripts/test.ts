// The whole proof: check, tests on a real database, journeys in a real browser. Ends with "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Report = { numPassedTests: number; numFailedTests: number; numTotalTests: number; success: boolean }

const dir = mkdtempSync(join(tmpdir(), 'overpass-report-'))
let passed = 0
let failed = 0

function check(): void {
  const { status } = spawnSync(process.execPath, ['scripts/check.ts'], { stdio: 'inherit' })
  if (status === 0) passed += 1
  else failed += 1
}

/** Runs one Vitest configuration and adds its counts; a run that ends without a report has failed. */
function vitest(config: string): void {
  const file = join(dir, `${config}.json`)
  const { status } = spawnSync(
    process.execPath,
    [
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } },
  )
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    passed += report.numPassedTests
    failed += report.numTotalTests - report.numPassedTests
    if (status !== 0 && report.numFailedTests === 0) failed += 1
  } catch {
    failed += 1
  }
}

check()
vitest('vitest.config.ts')
vitest('vitest.journeys.config.ts')
rmSync(dir, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed || passed < 2 ? 1 : 0
