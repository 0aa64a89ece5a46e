import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: { include: ['test/faults/*.test.ts'], pool: 'forks', maxWorkers: 1, fileParallelism: false, testTimeout: 600_000, hookTimeout: 120_000 },
})
