import { defineConfig } from 'vitest/config'

/** Journeys in a real browser, two at a time: `vitest run --config vitest.journeys.config.ts`. */
export default defineConfig({
  test: {
    name: 'journeys',
    environment: 'node',
    include: ['test/journeys/**/*.test.ts'],
    globalSetup: ['test/journeys/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    retry: 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 40_000,
  },
})
