/**
 * `npm run bench`: measures the speed goals, prints a table and writes bench-results/bench.json. Names of parts behind
 * it (`npm run bench -- merging agreement`) measure these alone.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildApp } from './build-app.mjs';
import { asRoot, hasDisplay, virtualDisplay } from './display.mjs';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { ask, main, run, step, StepFailure } from './steps.mjs';

const results = path.join(root, 'bench-results');

await main(async () => {
  const electron = await setUp();
  await buildApp();
  const asked = process.argv.slice(2);
  // The window needs a display: this script calls itself again on a virtual one.
  if (!hasDisplay())
    return run(...virtualDisplay([process.execPath, 'build/bench.mjs', ...asked]), { cwd: root });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-bench-'));
  const parts = partsOf(electron, folder);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new StepFailure(
      `There is no part “${unknown.join('”, “')}”. The parts are: ${Object.keys(parts).join(', ')}`,
      'npm run bench',
    );
  try {
    const rows = [];
    const measured = {};
    for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
      const { figures, goals } = await parts[name]();
      measured[name] = figures;
      for (const [what, figure, goal, sense] of goals) {
        const met = sense === 'at most' ? figure <= goal : figure >= goal;
        rows.push({ what, figure: Number(figure.toFixed(2)), goal: `${sense} ${goal}`, met });
      }
    }
    fs.writeFileSync(path.join(results, 'bench.json'), JSON.stringify({ rows, measured }, null, 2));
    console.table(rows);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/** What can be measured, by the names of the parts: figures, and rows of what, figure, goal and its sense. */
function partsOf(electron, folder) {
  /** What a benchmark of files alone prints, on Electron's Node. */
  const measured = async (name, ...words) => {
    const { build } = await import('vite');
    await build({
      configFile: false,
      root,
      logLevel: 'silent',
      build: { ssr: `tests/bench/${name}.ts`, outDir: path.join(results, 'built') },
      ssr: { noExternal: true, external: ['better-sqlite3'] },
    });
    const done = ask(electron, [path.join(results, 'built', `${name}.js`), folder, ...words], {
      cwd: root,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    if (done.code !== 0) throw new StepFailure(`${name} stopped: ${done.stderr}`, 'npm test');
    return JSON.parse(done.stdout);
  };
  /** What the window does, by a measure of `window-bench`. */
  const inWindow = async (measure, ...about) => {
    const bench = await import('../tests/bench/window-bench.mjs');
    return bench[measure]({ file: electron, args: [...asRoot(), root] }, ...about, folder);
  };
  /** A made-up project. */
  const project = (size) => measured('project-bench', size);

  return {
    articles: async () => {
      const imports = await step('Bringing articles in', () => measured('import-bench'));
      const importing = await step('Measuring the window while articles come in', () =>
        inWindow('measureImport', imports.window),
      );
      return {
        figures: { imports, importing },
        goals: [
          [
            'Writing 10,000 articles that were read (share of raw inserts)',
            imports.raw / imports.written,
            0.4,
            'at least',
          ],
          [
            'The same with reading them from the disk (share of raw inserts)',
            imports.raw / imports.imported,
            0.4,
            'at least',
          ],
          ['Input to paint while 10,000 articles come in, p95 (ms)', importing.input, 50, 'at most'],
          [
            '100 articles into a project of 100,000 (× into an empty one)',
            imports.full / imports.empty,
            3,
            'at most',
          ],
          ['Bringing in a 100 MB table, most memory (MB)', imports.memory, 500, 'at most'],
          ['Reading a PDF of 300 pages (× bare pdf.js)', imports.pdf.ours / imports.pdf.bare, 15, 'at most'],
        ],
      };
    },
    datasets: async () => {
      const exchange = await step('Writing and rebuilding a million annotations', () =>
        measured('exchange-bench'),
      );
      return {
        figures: exchange,
        goals: [
          [
            'CSV of 1,000,000 annotations (share of bare reading and stringifying)',
            exchange.csvBare / exchange.csv.time,
            0.25,
            'at least',
          ],
          ['The same as JSON', exchange.rowsBare / exchange.json.time, 0.25, 'at least'],
          ['The same as JSON Lines', exchange.rowsBare / exchange.lines.time, 0.25, 'at least'],
          [
            'Writing any of them, most memory (MB)',
            Math.max(exchange.csv.memory, exchange.json.memory, exchange.lines.memory, exchange.zip.memory),
            500,
            'at most',
          ],
          [
            'Cancelling any of them (ms)',
            Math.max(exchange.csv.cancelled, exchange.json.cancelled, exchange.lines.cancelled),
            500,
            'at most',
          ],
          [
            'Rebuilding it from an archive (share of raw inserts)',
            exchange.raw / exchange.rebuilt.time,
            0.2,
            'at least',
          ],
        ],
      };
    },
    merging: async () => {
      const merging = await step('Merging two large projects', () => measured('merge-bench'));
      return {
        figures: merging,
        goals: [
          [
            'Dry run and merge of two projects, half in common (× bare reads and raw inserts)',
            (merging.read + merging.run) / (merging.reads + merging.raw),
            6,
            'at most',
          ],
          ['The same, most memory (MB)', merging.memory, 1500, 'at most'],
        ],
      };
    },
    window: async () => {
      const files = await step('Making large projects, writing in bulk', () => measured('file-bench'));
      const window = await step('Measuring the window', () => inWindow('measureWindow', files));
      return {
        figures: { files, window },
        goals: [
          [
            'Open 1,000,000 characters, 10,000 annotations (× plain HTML)',
            window.open / window.floor,
            2,
            'at most',
          ],
          ['Tag to paint, p95 (ms)', window.tag, 50, 'at most'],
          ['Scrolling frame, p95 (ms)', window.scroll, 25, 'at most'],
          ['Open 10,000 articles, 500,000 annotations (s)', window.project / 1000, 1, 'at most'],
          ['Bulk writing (share of raw inserts)', files.applied / files.raw, 0.3, 'at least'],
          ['Type-ahead among 50,000 actors, p95 (ms)', files.typeAhead.keyPress, 50, 'at most'],
        ],
      };
    },
    lanes: async () => {
      const { file } = await step('Making an article of two coders', () => project('lanes'));
      const lanes = await step('Measuring lanes of two coders', () => inWindow('measureLanes', file));
      return {
        figures: lanes,
        goals: [
          [
            `Scrolling frame beside two coders’ 5,000 annotations, p95 (ms; plain paragraphs ${lanes.floor.toFixed(1)})`,
            lanes.scroll,
            25,
            'at most',
          ],
        ],
      };
    },
    agreement: async () => {
      const { file } = await step('Making articles that two have coded', () => project('twice'));
      const agreement = await step('Measuring the agreement of two coders', () =>
        inWindow('measureAgreement', file),
      );
      return {
        figures: agreement,
        goals: [
          [
            'Agreement of two coders, 1,000 articles, 50,000 annotations, on screen (s)',
            agreement.figures / 1000,
            2,
            'at most',
          ],
        ],
      };
    },
    keys: async () => {
      const coding = await step('Coding an article without the mouse', async () => {
        const report = path.join(results, 'keyboard-coding.json');
        fs.rmSync(report, { force: true });
        const words = [
          'test',
          '--config',
          'tests/playwright.config.ts',
          'keyboard-coding',
          '--reporter',
          'line',
        ];
        ask(process.execPath, ['node_modules/@playwright/test/cli.js', ...words], {
          cwd: root,
          env: { ...process.env, CLAIMBOOK_ELECTRON: electron },
        });
        if (!fs.existsSync(report)) throw new StepFailure('The article was not coded to its end', 'npm test');
        return JSON.parse(fs.readFileSync(report, 'utf8'));
      });
      return {
        figures: coding,
        goals: [['Keys per annotation, a whole article', coding.perAnnotation, 9, 'at most']],
      };
    },
  };
}
