const LIMIT_MS = 20_000

/**
 * Ends the process when it is told to: what is under way is finished, for 20 seconds at most. A second signal
 * ends it at once.
 */
export function closeOnSignals(close: () => Promise<void>, log: (line: string) => void): void {
  let told = false
  const end = (signal: NodeJS.Signals) => {
    if (told) process.exit(130)
    told = true
    log(`${signal}: finishing what is under way`)
    const limit = setTimeout(() => {
      log('not finished in time, ending')
      process.exit(1)
    }, LIMIT_MS)
    close().then(
      () => {
        clearTimeout(limit)
        process.exit(0)
      },
      (error: Error) => {
        log(`ended badly: ${error.message}`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
}
