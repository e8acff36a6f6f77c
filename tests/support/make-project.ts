/** Real project files in temporary folders, removed after each test. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { onTestFinished } from 'vitest';
import { createHost, type Host } from '../../electron/project/host';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { readHere } from '../../electron/project/reading';
import type { CallInput, CallName, Outputs } from '../../shared/api';

/** A folder that goes with the test. */
export function tempFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-test-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestProject {
  host: Host;
  file: string;
  profileFolder: string;
  grant(path: string): string;
  /** The value of a call that must succeed; otherwise the test fails with its message. */
  done<C extends CallName>(name: C, input?: CallInput<C>): Promise<Outputs[C]>;
}

/** A host on a fresh folder, without a project. */
export function makeHost(folder = tempFolder()): TestProject {
  const profileFolder = path.join(folder, 'profile');
  const host = createHost({
    profileFolder,
    appVersion: 'test',
    reading: readHere,
    readDataset: readDatasetHere,
    now: () => new Date().toISOString(),
    newId,
    emit: { progress: () => undefined },
  });
  onTestFinished(() => host.close());
  return {
    host,
    file: path.join(folder, 'study.claimbook'),
    profileFolder,
    grant(file) {
      const token = newId();
      host.grant(token, file);
      return token;
    },
    async done(name, input) {
      const result = await host.call(name, input);
      if (!result.ok) throw new Error(`${name}: ${result.error.code}: ${result.error.message}`);
      return result.value;
    },
  };
}

/** A host with a new project open; `sample` fills it with the sample articles. */
export async function makeProject({ sample = false, folder = tempFolder() } = {}): Promise<TestProject> {
  const made = makeHost(folder);
  await made.done('project.create', {
    token: made.grant(made.file),
    name: 'Study',
    coderName: 'Ada',
    sample,
  });
  return made;
}
