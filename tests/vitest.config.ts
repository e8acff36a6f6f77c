import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: path.dirname(import.meta.dirname),
    include: ['tests/{shared,electron,renderer}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    testTimeout: 60_000,
  },
});
