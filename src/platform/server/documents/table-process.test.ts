import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { builtProgram } from '../programs/built-program.ts'
import { limitedNode } from './table-process.ts'

const source = fileURLToPath(new URL('./read-table-child.ts', import.meta.url))

test('the reading process may read its program and nothing else', async () => {
  const program = await builtProgram(source)
  /** What the process is told when it tries something. */
  const attempt = (script: string): string => {
    const code = `try { ${script}; console.log('allowed') } catch (error) { console.log(error.code) }`
    return spawnSync(process.execPath, [...limitedNode(program), '-e', code], {
      env: {},
      encoding: 'utf8',
    }).stdout.trim()
  }
  const [own, other] = [program, source].map(path => JSON.stringify(path))
  expect(attempt(`require('fs').readFileSync(${own})`)).toBe('allowed')
  expect(attempt(`require('fs').readFileSync(${other})`)).toBe('ERR_ACCESS_DENIED')
  expect(attempt(`require('fs').readdirSync(${JSON.stringify(tmpdir())})`)).toBe('ERR_ACCESS_DENIED')
  expect(attempt(`require('fs').writeFileSync(${own}, '')`)).toBe('ERR_ACCESS_DENIED')
  expect(attempt(`require('child_process').spawnSync('ls')`)).toBe('ERR_ACCESS_DENIED')
  expect(attempt(`new (require('worker_threads').Worker)('1', { eval: true })`)).toBe('ERR_ACCESS_DENIED')
})
