import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'tests',
    environment: 'node',
    include: ['src/**/*.test.ts', 'demo/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/journeys/**', 'node_modules/**'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    // The application is read once by each worker and not once by each file: half the time of a run.
    isolate: false,
    retry: 0,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 40_000,
  },
})
