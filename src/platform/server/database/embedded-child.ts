import { startEmbedded } from './embedded.ts'

// Run by tests as a process of its own: starts the database of argv[2], says so in one line of JSON, and stays
// until stdin ends; then it stops the database.
try {
  const [, , dataDir = '', sharedDir] = process.argv
  const database = await startEmbedded({
    dataDir,
    sharedDir,
    log: line => console.log(JSON.stringify({ log: line })),
  })
  console.log(JSON.stringify({ url: database.url, owned: database.owned }))
  process.stdin.resume()
  process.stdin.once('end', () => database.stop())
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? `${error.name}: ${error.message}` : '' }))
}
