import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Journeys in a real browser, as many at a time as the machine has cores, two to four: `vitest run --config vitest.journeys.config.ts`. */
export default defineConfig({
  test: {
    name: 'journeys',
    environment: 'node',
    include: ['test/journeys/**/*.test.ts'],
    globalSetup: ['test/journeys/global-setup.ts'],
    pool: 'forks',
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    // The application is read once by each worker and not once by each file: half the time of a run.
    isolate: false,
    retry: 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 40_000,
  },
})
