// Writes the database types from the live schema; with --check only says whether they are fresh.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#platform/server/database/embedded.ts'
import { prepareDatabase } from '#platform/server/database/prepare.ts'

const TARGET = 'src/platform/server/database/schema.generated.ts'
const SCHEMAS =
  '{platform,audit,accounts,auth,members,information,site,programmes,records,credentials,agreements,overpass,sharing,library,faculty}.*'

const dir = await mkdtemp(join(tmpdir(), 'overpass-schema-'))
const database = await startEmbedded({ dataDir: dir, disposable: true })
try {
  await prepareDatabase(database.url)
  const written = join(dir, 'schema.ts')
  const result = spawnSync(
    join('node_modules', '.bin', 'kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--url',
      database.url,
      '--out-file',
      written,
      '--camel-case',
      '--default-schema',
      'none',
      '--include-pattern',
      SCHEMAS,
      '--type-mapping',
      '{"date":"string","int8":"number"}',
    ],
    { encoding: 'utf8' },
  )
  if (result.status !== 0) throw new Error(result.stderr || result.stdout)
  const fresh = `// biome-ignore-all lint: generated from the schema by \`npm run generate\`\n${await readFile(written, 'utf8')}`
  if (!process.argv.includes('--check')) await writeFile(TARGET, fresh)
  else if ((await readFile(TARGET, 'utf8')) !== fresh) {
    console.error(`${TARGET} does not fit the migrations: run npm run generate`)
    process.exitCode = 1
  }
} finally {
  await database.stop()
  await rm(dir, { recursive: true, force: true })
}
