import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs `migrate` in a process of its own and returns the names it has applied. */
export async function runMigrateProcess(url: string, dir: string): Promise<string[]> {
  const script = `
    const { migrate } = await import(process.argv[1])
    console.log(JSON.stringify(await migrate(process.argv[2], { dir: process.argv[3] })))`
  const module = new URL('./migrate.ts', import.meta.url).href
  const args = ['--input-type=module', '-e', script, module, url, dir]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return JSON.parse(stdout)
}
