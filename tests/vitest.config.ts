import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: path.dirname(import.meta.dirname),
    include: ['tests/{shared,electron,renderer}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // As many as the machines that it has to pass on have cores; by itself Vitest takes one less.
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
