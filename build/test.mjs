/** `npm test`: set up, build, lint, types, unit and end-to-end tests. The last line is `N passed, N failed`. */
import fs from 'node:fs';
import path from 'node:path';
import { buildApp } from './build-app.mjs';
import { hasDisplay } from './display.mjs';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { main, run, step } from './steps.mjs';

const results = path.join(root, 'test-results');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const totals = { passed: 0, failed: 0 };

/** A check that either passes or fails as a whole. */
const check = (title, command, args) =>
  step(title, async () => {
    if ((await run(command, args, { cwd: root })) === 0) totals.passed++;
    else totals.failed++;
  });

/** A test run that writes its counts as JSON. A run that dies without counts is one failure. */
const tests = (title, command, args, env, report, count) =>
  step(title, async () => {
    fs.rmSync(report, { force: true });
    const code = await run(command, args, { cwd: root, env: { ...process.env, ...env } });
    const counted = fs.existsSync(report)
      ? count(JSON.parse(fs.readFileSync(report, 'utf8')))
      : { passed: 0, failed: 0 };
    totals.passed += counted.passed;
    totals.failed += code !== 0 && counted.failed === 0 ? 1 : counted.failed;
  });

await main(async () => {
  const electron = await setUp();
  await buildApp();
  fs.mkdirSync(results, { recursive: true });
  await check('Checking the layers and the lint rules', bin('oxlint'), ['--type-aware']);
  await check('Checking the format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
  await check('Checking the types', bin('tsc'), ['--noEmit']);
  const unit = path.join(results, 'unit.json');
  await tests(
    'Unit tests',
    electron,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unit}`,
    ],
    { ELECTRON_RUN_AS_NODE: '1' },
    unit,
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
    }),
  );
  const endToEnd = path.join(results, 'e2e.json');
  await tests(
    'End-to-end tests',
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/playwright.config.ts'],
    {
      CLAIMBOOK_ELECTRON: electron,
      CLAIMBOOK_TEST_SCREENS: hasDisplay() ? 'shared' : 'own',
      PLAYWRIGHT_JSON_OUTPUT_FILE: endToEnd,
    },
    endToEnd,
    // A test that passes when repeated is named as flaky in the list above, and counts as passed.
    ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
  );
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
});
