import path from 'node:path';
import { defineConfig } from '@playwright/test';

// The app starts more than a hundred times: Node compiles its code once.
process.env.NODE_COMPILE_CACHE ??= path.resolve(import.meta.dirname, '../test-results/compiled');

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results/e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  // Real windows on two busy cores take their time. A test that needs a second try is named as flaky at the end.
  expect: { timeout: 15_000 },
  retries: 1,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? '../test-results/e2e.json' }],
  ],
});
