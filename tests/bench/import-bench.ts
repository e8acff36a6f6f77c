/** The speed goals of imports, in files alone. Prints its figures as JSON; `folder` is where it may write. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { createHost, type Host } from '../../electron/project/host';
import { readSource } from '../../electron/exchange/read-source';
import { readDatasetInThread } from '../../electron/project/dataset-reading';
import { readInThread } from '../../electron/project/reading';
import { usualSettings } from '../../shared/import-settings';
import { pdfOf, setInColumns } from '../support/pdf-files';

const words =
  'council tram harbour minister voted against tax river school budget police nurse strike market'.split(' ');

/** An article of about 4 kB, of which no two are alike. */
function story(number: number): string {
  let seed = number * 2654435761 + 1;
  const next = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0);
  const sentence = (): string => {
    const chosen = Array.from({ length: 12 }, () => `${words[next() % words.length]}${next() % 97}`);
    return `${chosen.join(' ')}.`;
  };
  const paragraphs = Array.from({ length: 5 }, () => Array.from({ length: 9 }, sentence).join(' '));
  return [`Article number ${number} about the ${words[number % words.length]}`, ...paragraphs].join('\n');
}

/** Writes so many articles as text files. */
function writeCorpus(folder: string, from: number, count: number): void {
  fs.mkdirSync(folder, { recursive: true });
  for (let number = from; number < from + count; number++)
    fs.writeFileSync(path.join(folder, `${number}.txt`), story(number));
}

interface Import {
  /** Milliseconds from the choice of the folder to the durable commit. */
  time: number;
  /** Milliseconds of that in which what had been read was written. */
  written: number;
  articles: number;
}

async function importFolder(host: Host, folder: string): Promise<Import> {
  const done = async (name: string, input?: unknown): Promise<Record<string, unknown>> => {
    const result = (await host.call(name, input)) as {
      ok: boolean;
      value: Record<string, unknown>;
      error: unknown;
    };
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  host.grant(folder, folder);
  const start = performance.now();
  const { taken } = await done('import.read', { jobId: newId(), sources: [{ token: folder }] });
  const read = performance.now();
  await done('import.run', { jobId: newId() });
  return { time: performance.now() - start, written: performance.now() - read, articles: Number(taken) };
}

async function project(folder: string, name: string): Promise<{ host: Host; file: string }> {
  const file = path.join(folder, `${name}.claimbook`);
  const host = createHost({
    profileFolder: path.join(folder, 'profile'),
    appVersion: 'bench',
    now: () => new Date().toISOString(),
    newId,
    reading: readInThread(path.resolve('out/main/reading-worker.js')),
    readDataset: readDatasetInThread(path.resolve('out/main/dataset-worker.js')),
    emit: { progress: () => undefined },
  });
  host.grant(file, file);
  const made = await host.call('project.create', { token: file, name, coderName: 'Bench' });
  if (!made.ok) throw new Error(JSON.stringify(made));
  return { host, file };
}

/** Milliseconds of bare prepared inserts of the rows that an import wrote, in one transaction. */
function rawInserts(file: string, target: string): number {
  const source = new Database(file, { readonly: true });
  const tables = ['coder', 'import', 'article', 'article_key', 'change', 'change_subject'];
  const rows = tables.map((table) => source.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][]);
  const schema = source
    .prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL')
    .pluck()
    .all() as string[];
  source.close();
  const db = new Database(target);
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = FULL');
  for (const sql of schema) db.exec(sql);
  const start = performance.now();
  db.exec('BEGIN IMMEDIATE');
  for (const [index, table] of tables.entries()) {
    const first = rows[index]?.[0];
    if (!first) continue;
    const insert = db.prepare(`INSERT INTO ${table} VALUES (${first.map(() => '?').join(', ')})`);
    for (const row of rows[index] ?? []) insert.run(...row);
  }
  db.exec('COMMIT');
  const time = performance.now() - start;
  db.close();
  fs.rmSync(target);
  return time;
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

/** Milliseconds for 100 new articles: into an empty project, and into one of 100,000. */
async function growth(folder: string): Promise<{ empty: number; full: number }> {
  const sets = [0, 1, 2].map((run) => {
    const set = path.join(folder, `hundred-${run}`);
    writeCorpus(set, 1_000_000 + run * 100, 100);
    return set;
  });
  const empty: number[] = [];
  for (const [run, set] of sets.entries()) {
    const { host } = await project(folder, `empty-${run}`);
    empty.push((await importFolder(host, set)).time);
    await host.close();
  }
  const { host } = await project(folder, 'full');
  for (const part of [0, 1]) {
    const lines = path.join(folder, `part-${part}.jsonl`);
    const file = fs.openSync(lines, 'w');
    for (let number = part * 50_000; number < (part + 1) * 50_000; number++) {
      const [title, ...text] = story(number).split('\n');
      fs.writeSync(file, `${JSON.stringify({ title, text: text.slice(0, 2).join('\n') })}\n`);
    }
    fs.closeSync(file);
    const { articles } = await importFolder(host, lines);
    if (articles !== 50_000) throw new Error(`${articles} of 50,000 articles came in`);
    fs.rmSync(lines);
  }
  const full: number[] = [];
  for (const set of sets) full.push((await importFolder(host, set)).time);
  await host.close();
  return { empty: median(empty), full: median(full) };
}

/** The most memory that a process takes which brings in a table of 100 MB, in megabytes. */
async function tableMemory(folder: string): Promise<number> {
  const table = path.join(folder, 'corpus.csv');
  const file = fs.openSync(table, 'w');
  fs.writeSync(file, 'id,title,date,text\r\n');
  let size = 0;
  for (let number = 0; size < 100_000_000; number++) {
    const [title = '', ...text] = story(number).split('\n');
    size += fs.writeSync(file, `${number},${title},2024-03-${(number % 28) + 1},"${text.join('\n')}"\r\n`);
  }
  fs.closeSync(file);
  const { host } = await project(folder, 'table');
  await importFolder(host, table);
  await host.close();
  return process.resourceUsage().maxRSS / 1024;
}

/** How many times as long reading a PDF of 300 pages takes as pdf.js needs for the bare contents of its pages. */
async function pdfRatio(): Promise<{ ours: number; bare: number }> {
  const paragraphs = Array.from({ length: 2_200 }, (_, number) => story(number).split('\n')[1] ?? '');
  const pages = setInColumns(paragraphs, {
    count: 2,
    size: 9,
    head: () => 'The Courier',
    foot: String,
  }).slice(0, 300);
  if (pages.length < 300) throw new Error(`the PDF has ${pages.length} pages, not 300`);
  const bytes = pdfOf(pages);
  const ours: number[] = [];
  const bare: number[] = [];
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  for (let run = 0; run < 4; run++) {
    const start = performance.now();
    for await (const event of readSource({ name: 'big.pdf', bytes }, usualSettings))
      if (event.type === 'end' && event.problem !== null) throw new Error(event.problem);
    const middle = performance.now();
    const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS });
    const pdf = await task.promise;
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      await page.getTextContent();
      page.cleanup();
    }
    await task.destroy();
    // The first time, both load the library.
    if (run === 0) continue;
    ours.push(middle - start);
    bare.push(performance.now() - middle);
  }
  return { ours: median(ours), bare: median(bare) };
}

async function bulk(folder: string): Promise<{ imported: number; written: number; raw: number }> {
  const corpus = path.join(folder, 'corpus');
  writeCorpus(corpus, 0, 10_000);
  const imports: Import[] = [];
  const raws: number[] = [];
  for (const run of [0, 1, 2]) {
    const { host, file } = await project(folder, `bulk-${run}`);
    const imported = await importFolder(host, corpus);
    if (imported.articles !== 10_000) throw new Error(`${imported.articles} of 10,000 articles came in`);
    await host.close();
    imports.push(imported);
    raws.push(rawInserts(file, path.join(folder, 'raw.sqlite')));
    fs.rmSync(file);
  }
  return {
    imported: median(imports.map(({ time }) => time)),
    written: median(imports.map(({ written }) => written)),
    raw: median(raws),
  };
}

const [folder = '', only] = process.argv.slice(2);
if (only === 'table') {
  process.stdout.write(String(await tableMemory(folder)));
} else {
  const figures = { ...(await bulk(folder)), ...(await growth(folder)), pdf: await pdfRatio() };
  // In a process of its own, so that nothing else counts.
  const memory = Number(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), folder, 'table'], { encoding: 'utf8' }),
  );
  // What the window is measured with: the corpus, and a project to bring it into.
  const { host, file } = await project(folder, 'window');
  await host.close();
  const window = { project: file, corpus: path.join(folder, 'corpus') };
  process.stdout.write(JSON.stringify({ ...figures, memory, window }));
}
