/** A host on real files in a folder of its own, with a clock and ids that can be foretold. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Applied, CallInput, CallName, Outputs, ProjectSnapshot, WindowEvents } from '../../shared/api';
import type { Failure, Result } from '../../shared/result';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { type Reading, readHere } from '../../electron/project/reading';
import { bringIn } from './bring-in';
import { type Host, createHost } from '../../electron/project/host';

type Progress = Parameters<WindowEvents['progress']>[0];

export interface HostWorld {
  folder: string;
  file: string;
  host: Host;
  events: Progress[];
  /** Moves the clock on; it stands still otherwise. */
  wait(minutes: number): void;
  /** The value of a call that must succeed. */
  does<C extends CallName>(name: C, input?: CallInput<C>): Promise<Outputs[C]>;
  /** The failure of a call that must not. */
  fails(name: string, input?: unknown): Promise<Failure>;
  /** Makes a path known and gives its token. */
  token(path: string): string;
}

const worlds: { host: Host; folder: string }[] = [];

afterEach(async () => {
  for (const { host, folder } of worlds.splice(0)) {
    await host.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * Closed and removed after the test.
 * @param reading how files are read
 * @param prefix of the ids that are made: worlds whose files meet must not make the same
 */
export function hostWorld(reading: Reading = readHere, prefix = 'id'): HostWorld {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-test-'));
  const events: Progress[] = [];
  let minutes = 0;
  let count = 0;
  const host = createHost({
    profileFolder: path.join(folder, 'profile'),
    now: () => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString(),
    newId: () => `${prefix}-${String(++count).padStart(6, '0')}`,
    emit: { progress: (event) => void events.push(event) },
    appVersion: '0.0.0',
    reading,
    readDataset: readDatasetHere,
  });
  worlds.push({ host, folder });
  const call = async (name: string, input: unknown): Promise<Result<unknown>> => host.call(name, input);
  return {
    folder,
    file: path.join(folder, 'debate.claimbook'),
    host,
    events,
    wait: (more) => void (minutes += more),
    async does<C extends CallName>(name: C, input?: CallInput<C>): Promise<Outputs[C]> {
      const result = await call(name, input);
      if (!result.ok) throw new Error(`${name} failed: ${result.error.code}: ${result.error.message}`);
      return result.value as Outputs[C];
    },
    async fails(name, input) {
      const result = await call(name, input);
      if (result.ok) throw new Error(`${name} was expected to fail but gave ${JSON.stringify(result.value)}`);
      return result.error;
    },
    token(file) {
      host.grant(file, file);
      return file;
    },
  };
}

export interface OpenWorld extends HostWorld {
  snapshot: ProjectSnapshot;
  articleId: string;
  /** Ids by the name of the code, and by code and attribute: `codes.Claim`, `attributes['Claim/Claimant']`. */
  codes: Record<string, string>;
  attributes: Record<string, string>;
  tag(annotationId: string, code: string, ...ranges: { start: number; end: number }[]): Promise<Applied>;
}

/** A world with a new project that holds one article of this text. */
export async function openWorld(text: string, reading?: Reading, prefix?: string): Promise<OpenWorld> {
  const world = hostWorld(reading, prefix);
  const created = await world.does('project.create', {
    token: world.token(world.file),
    name: 'Debate',
    coderName: 'Ada',
  });
  return opened(world, created, await addArticle(world, text));
}

/** The same project in a world of its own, as someone else has it who got the file just now. */
export async function copyFor(of: OpenWorld, coderName: string): Promise<OpenWorld> {
  const world = hostWorld(readHere, coderName.toLowerCase());
  fs.copyFileSync(of.file, world.file);
  const snapshot = await world.does('project.open', { token: world.token(world.file), coderName });
  return opened(world, snapshot, of.articleId);
}

function opened(world: HostWorld, created: ProjectSnapshot, articleId: string): OpenWorld {
  const names = new Map(created.codes.map(({ id, name }) => [id, name]));
  const codes: Record<string, string> = Object.fromEntries(created.codes.map(({ id, name }) => [name, id]));
  return {
    ...world,
    snapshot: created,
    articleId,
    codes,
    attributes: Object.fromEntries(
      created.attributes.map(({ id, codeId, name }) => [`${names.get(codeId)}/${name}`, id]),
    ),
    tag: (annotationId, code, ...ranges) =>
      world.does('annotation.tag', { annotationId, articleId, codeId: codes[code] ?? code, ranges }),
  };
}

/** Brings a pasted text in as an article and gives its id. */
export async function addArticle(world: HostWorld, text: string): Promise<string> {
  const [id] = await bringIn(world.does, [{ pasted: text }]);
  if (id === undefined) throw new Error('no article was added');
  return id;
}
